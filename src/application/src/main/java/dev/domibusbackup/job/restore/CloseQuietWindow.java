package dev.domibusbackup.job.restore;

import java.util.Locale;
import java.util.Optional;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.Component;

/**
 * Ends the quiet window when what was brought back is whole and counted: queues resumed, Domibus started and seen to
 * answer, or left stopped on request. A Domibus that had been down is started too when it came back itself, or the whole
 * set did. Then Domibus itself is asked whether it is well.
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
        // while the window still refuses them: once it is closed a restart would go on from where nothing is any more
        run.giveUpTakenBack();
        if (run.request().after() == After.STAY_STOPPED) {
            run.quietWindow().markWholeAndHeld(run.job());
            return;
        }
        new RestoreFiles().refreshTimes(run);
        if (starts(run)) {
            run.quietWindow().markWholeAndStarting(run.job());
        } else {
            run.quietWindow().markWhole(run.job());
        }
        Optional<QuietWindowRecord> window = window(run);
        window.ifPresent(open -> run.quietWindow().close());
        if (window.filter(QuietWindowRecord::wasRunning).isPresent()) {
            checkRuns(run);
        } else if (window.isPresent()) {
            run.warn(RestoreWindowProblem.STAYS_DOWN.with("deployment", run.found().domibus().name()));
        }
        // an earlier execution may have closed the window, and died before this
        if (state(run) == DeploymentState.RUNNING) {
            healthCheck.run(run);
        }
    }

    private static Optional<QuietWindowRecord> window(RestoreRun run) {
        return run.quietWindow().current().filter(open -> open.job().equals(run.job()));
    }

    /**
     * Whether Domibus starts although it did not run before: it may have been the very reason of the restore, as after
     * an upgrade that failed. Not where only a part comes back beside an application that somebody has stopped, nor
     * when what was there before a restore comes back: then it did not run.
     */
    private static boolean starts(RestoreRun run) {
        boolean whole = run.takes(Component.APPLICATION) || run.components().containsAll(run.manifest().components());
        return whole && window(run).filter(open -> run.set().id().equals(open.safetySet())).isEmpty();
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
