/** The work of {@code domibus-port-messages}, without the batch runtime. */
package dev.domibusbackup.job.port;
