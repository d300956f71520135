/** The work of {@code domibus-verify}, without the batch runtime. */
package dev.domibusbackup.job.verify;
