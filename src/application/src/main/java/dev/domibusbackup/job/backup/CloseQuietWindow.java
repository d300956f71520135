package dev.domibusbackup.job.backup;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindow;

/**
 * Ends the quiet window: queues resumed, Domibus started and seen to answer, or left stopped on request. A Domibus
 * that does not come back does not spoil the set: the set is sealed first, the last step of the job reports it.
 */
public final class CloseQuietWindow implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (run.request().after() == After.STAY_STOPPED) {
            run.quietWindow().keepClosedDown();
            return;
        }
        try {
            QuietWindow.Closed closed = run.quietWindow().close();
            run.closed(closed);
        } catch (ProblemException e) {
            run.warn(e.problem());
        }
    }
}
