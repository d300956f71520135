package dev.domibusbackup.job.restore;

import java.util.Locale;
import java.util.Optional;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;

/**
 * Ends the quiet window when what was brought back is whole and counted: queues resumed, Domibus started and seen to
 * answer, or left stopped on request. Then Domibus itself is asked whether it is well.
 */
public final class CloseQuietWindow implements RestoreStep {

    private final RestoreStep healthCheck;

    /** @param healthCheck what is looked at when Domibus answers */
    public CloseQuietWindow(RestoreStep healthCheck) {
        this.healthCheck = healthCheck;
    }

    @Override
    public void run(RestoreRun run) {
        if (!run.needsWindow()) {
            return;
        }
        if (!run.state().counted()) {
            throw RestoreWindowProblem.NOT_COUNTED.exception("job", run.job());
        }
        Optional<QuietWindowRecord> window = run.quietWindow().current()
                .filter(open -> open.job().equals(run.job()));
        run.quietWindow().markWhole(run.job());
        if (run.request().after() == After.STAY_STOPPED) {
            window.ifPresent(open -> run.quietWindow().keepClosedDown());
            return;
        }
        new RestoreFiles().refreshTimes(run);
        window.ifPresent(open -> run.quietWindow().close());
        if (window.filter(QuietWindowRecord::wasRunning).isPresent()) {
            checkRuns(run);
        }
        // an earlier execution may have closed the window, and died before this
        if (state(run) == DeploymentState.RUNNING) {
            healthCheck.run(run);
        }
    }

    private static DeploymentState state(RestoreRun run) {
        return run.server().state(run.found().domibus().name());
    }

    private static void checkRuns(RestoreRun run) {
        DeploymentState state = state(run);
        if (state != DeploymentState.RUNNING) {
            throw ServerProblem.DOMIBUS_NOT_RUNNING.exception("deployment", run.found().domibus().name(), "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
    }
}
