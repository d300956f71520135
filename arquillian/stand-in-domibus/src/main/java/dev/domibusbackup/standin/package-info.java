/**
 * The stand-in Domibus: a web application with the real one's names (queues, properties, tables, folders) whose
 * listeners really consume, and write a row and a payload file for each message. A lost, doubled or torn piece of a
 * backup therefore shows when the stores are compared ({@link dev.domibusbackup.standin.Agreement}).
 */
package dev.domibusbackup.standin;
