/** Bringing a set back: the job {@code domibus-restore}, step by step. */
package dev.domibusbackup.job.restore;
