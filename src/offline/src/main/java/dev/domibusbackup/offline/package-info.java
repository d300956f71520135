/**
 * The command line for the moments when the application server is down. It reads backup sets and
 * changes nothing in them; what it knows of them it has from {@code dev.domibusbackup.set}. It converts messages to and
 * from the files of other tools, into new sets and new files. It restores from a set by the code of the server's jobs,
 * once it has made sure that the server does not run.
 */
package dev.domibusbackup.offline;
