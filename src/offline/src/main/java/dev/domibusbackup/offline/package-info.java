/**
 * The command line for the moments when the application server is down. It reads backup sets and changes nothing; what
 * it knows of them it has from {@code dev.domibusbackup.set}.
 */
package dev.domibusbackup.offline;
