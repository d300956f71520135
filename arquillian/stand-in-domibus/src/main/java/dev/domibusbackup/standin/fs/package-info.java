/** The FS plugin: a worker that looks into OUT, and the listener of its send queue. */
package dev.domibusbackup.standin.fs;
