/** A stand-in for the program that reads stores, under its name. */
package dev.domibusbackup.activemq.reader;
