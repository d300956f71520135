package dev.domibusbackup.job.restore;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreWindowProblem;

/** Tells the operator's stop from everything else that cuts a step off. */
public final class WatchedStep {

    private WatchedStep() {
    }

    /**
     * Runs a step.
     *
     * @throws StopRequested    when the operator asked to stop, whatever the work that was cut off by that has failed
     *                          with
     * @throws ProblemException why the step failed; also when its thread was interrupted: the batch runtime knows of no
     *                          stop then, and would take the step for complete and run the next
     */
    public static void run(String name, RestoreStep step, RestoreRun run) {
        try {
            step.run(run);
        } catch (ProblemException e) {
            if (run.isStopRequested()) {
                throw new StopRequested();
            }
            throw e;
        } catch (StopRequested e) {
            if (!run.isStopRequested()) {
                throw RestoreWindowProblem.INTERRUPTED.caused(e, "job", run.job(), "step", name);
            }
            throw e;
        }
    }
}
