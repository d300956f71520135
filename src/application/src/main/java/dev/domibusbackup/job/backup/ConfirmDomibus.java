package dev.domibusbackup.job.backup;

import dev.domibusbackup.job.BackupRequest.After;

/**
 * The last word: Domibus runs again, unless the operator wanted otherwise. Restarting a job that failed here tries to
 * start Domibus again; the set is sealed already.
 */
public final class ConfirmDomibus implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (run.request().after() == After.RESUME && run.quietWindow().current().isPresent()) {
            run.quietWindow().close();
        }
    }
}
