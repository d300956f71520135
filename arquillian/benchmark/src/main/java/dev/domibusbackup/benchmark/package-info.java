/** Measures a backup beside the guide's own steps, on one machine, from one run each. */
package dev.domibusbackup.benchmark;
