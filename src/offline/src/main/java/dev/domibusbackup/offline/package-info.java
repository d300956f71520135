/**
 * The command line for the moments when the application server is down. It reads backup sets and
 * changes nothing in them; what it knows of them it has from {@code dev.domibusbackup.set}. It converts messages to and
 * from the files of other tools, into new sets and new files.
 */
package dev.domibusbackup.offline;
