/** The work of {@code domibus-backup}: one class a step, plain Java, in the order of the job XML. */
package dev.domibusbackup.job.backup;
