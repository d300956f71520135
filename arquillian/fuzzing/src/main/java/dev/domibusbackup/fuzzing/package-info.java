/**
 * Looks for inputs that the reader of message files does not withstand: those that hang it, exhaust its memory, end in
 * an exception that is no problem of the catalogue, or are taken and do not come out again as they went in.
 */
package dev.domibusbackup.fuzzing;
