package dev.domibusbackup.job.restore;

import java.util.List;
import java.util.Locale;

import dev.domibusbackup.job.backup.ExportedQueue;
import dev.domibusbackup.job.backup.SafetySet;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.setting.Setting;

/**
 * Opens the quiet window, finds it still open from an earlier execution, or takes over that of the restore that this
 * one takes back. What is whole and counted needs none any more.
 */
public final class OpenQuietWindow implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        if (!run.needsWindow() || run.state().counted()) {
            return;
        }
        List<String> owned = SafetySet.queues(run.found().installation(), run.server(), run.settings(),
                run.targets().brokerQueues()).stream().map(ExportedQueue::name).toList();
        QuietWindow.Request request = new QuietWindow.Request(Purpose.RESTORE, run.job(), run.found().domibus(), owned,
                false, foreignConsumers(run));
        if (run.rollback().isPresent()) {
            run.rollback().get().part(run).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            run.quietWindow().takeOver(run.rollback().get().newest(), request);
        } else {
            run.quietWindow().open(request);
        }
    }

    /** The window of this job; only between its opening and its closing. */
    static QuietWindowRecord window(RestoreRun run) {
        return run.quietWindow().current().filter(window -> window.job().equals(run.job()))
                .orElseThrow(() -> new IllegalStateException("no quiet window of job " + run.job() + " is open"));
    }

    private static ForeignConsumers foreignConsumers(RestoreRun run) {
        ForeignConsumers asked = run.request().foreignConsumers();
        return asked != null ? asked
                : ForeignConsumers.valueOf(run.settings().text(Setting.FOREIGN_CONSUMERS).toUpperCase(Locale.ROOT));
    }
}
