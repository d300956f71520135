package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;

/**
 * Whether what earlier executions did still stands, by the record of the quiet window, and whether that of another
 * restore is taken back whole.
 */
final class WindowChecks {

    private WindowChecks() {
    }

    /**
     * What was done is noted as done and not done again. That is true only in the window in which it was done: without
     * it another restore may have brought something else back, or Domibus may have worked.
     */
    static List<Problem> problems(RestoreRun run) {
        List<Problem> problems = new ArrayList<>();
        if (run.needsWindow() && run.state().hasBegun() && !run.state().counted() && !isOpen(run)) {
            problems.add(RestoreWindowProblem.STALE.with("job", run.job(), "set", run.set().id()));
        }
        if (run.rollback().isPresent() && !run.state().counted()) {
            run.rollback().get().part(run).ifPresent(problems::add);
        }
        return problems;
    }

    private static boolean isOpen(RestoreRun run) {
        return run.quietWindow().current().filter(QuietWindowRecord::isChanged)
                .filter(window -> window.job().equals(run.job())).isPresent();
    }
}
