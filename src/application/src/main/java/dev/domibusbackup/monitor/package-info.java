/** Watching what jobs do: progress, published to our own table and to JMX. */
package dev.domibusbackup.monitor;
