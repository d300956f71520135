package dev.domibusbackup.job.backup;

import java.util.List;
import java.util.Locale;

import dev.domibusbackup.job.BackupRequest.OnFailure;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.setting.Setting;

/**
 * Opens the quiet window, or finds it still open from an earlier execution. What was taken in another window is
 * removed: it is of another moment.
 */
public final class OpenQuietWindow implements BackupStep {

    @Override
    public void run(BackupRun run) {
        List<String> owned = run.queues().stream().filter(ExportedQueue::owned).map(ExportedQueue::name).toList();
        QuietWindowRecord window = run.quietWindow().open(new QuietWindow.Request(QuietWindowRecord.Purpose.BACKUP,
                run.start().job(), run.domibus(), owned, run.request().onFailure() == OnFailure.HOLD,
                foreignConsumers(run)));
        run.opened(window);
        run.set().discardOtherWindows(window.id());
    }

    private static ForeignConsumers foreignConsumers(BackupRun run) {
        ForeignConsumers asked = run.request().foreignConsumers();
        return asked != null ? asked
                : ForeignConsumers.valueOf(
                        run.settings().text(Setting.FOREIGN_CONSUMERS).toUpperCase(Locale.ROOT));
    }
}
