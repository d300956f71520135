/** The work of {@code domibus-prune} and the index of the sets, without the batch runtime. */
package dev.domibusbackup.job.prune;
