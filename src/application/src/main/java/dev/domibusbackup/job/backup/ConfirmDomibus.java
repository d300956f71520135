package dev.domibusbackup.job.backup;

import java.util.Locale;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;

/**
 * The last word: Domibus runs again, unless the operator wanted otherwise. Restarting a job that failed here tries to
 * start Domibus again; the set is sealed already.
 */
public final class ConfirmDomibus implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (run.request().after() != After.RESUME) {
            return;
        }
        if (run.quietWindow().current().isPresent()) {
            run.quietWindow().close();
        }
        run.window().filter(QuietWindowRecord::wasRunning).ifPresent(window -> checkRuns(run));
    }

    /** Somebody may have taken the record of the window away, or stopped Domibus meanwhile: no job ends well so. */
    private static void checkRuns(BackupRun run) {
        DeploymentState state = run.server().state(run.domibus().name());
        if (state != DeploymentState.RUNNING) {
            throw ServerProblem.DOMIBUS_NOT_RUNNING.exception("deployment", run.domibus().name(), "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
    }
}
