/** The quiet window in a real server: what stops, what comes back, and what becomes of the messages meanwhile. */
package dev.domibusbackup.wildfly.quiet;
