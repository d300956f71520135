package dev.domibusbackup.job.restore;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord.State;

/** What becomes of the quiet window when an execution of a restore has not ended well. */
public final class EndOfWindow {

    private EndOfWindow() {
    }

    /**
     * Brings Domibus back if nothing was changed yet, or all is whole again; one that was to stay stopped then stays so.
     *
     * @throws ProblemException what the operator has to do, when the installation is half restored: Domibus stays
     *                          stopped then
     */
    public static void afterFailure(QuietWindow quietWindow, String job) {
        quietWindow.current().filter(window -> window.job().equals(job)).ifPresent(window -> {
            if (window.isChanged()) {
                throw new ProblemException(window.hindrance());
            }
            if (window.state() != State.HELD) {
                quietWindow.close();
            }
        });
    }
}
