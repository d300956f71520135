package dev.domibusbackup.job.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.job.Reporter;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.setting.Settings;

/**
 * A backup within the quiet window of another job, which leaves the window as it is: by the steps of
 * {@code domibus-backup}, each of which keeps what an earlier execution took in the same window.
 */
public final class SafetySet {

    private final BackupRun run;

    /**
     * @param places     where; its set is the one in the making
     * @param components what is taken, all schemas, queues and folders of it
     * @param found      the installation
     * @param reporter   where the job that this belongs to tells how far it is
     */
    public SafetySet(BackupRun.Start start, BackupRun.Places places, Set<Component> components,
                     Discovery.Found found, Reporter reporter) {
        BackupRequest request = new BackupRequest(null, After.STAY_STOPPED, null, List.copyOf(components),
                List.of(), null);
        run = new BackupRun(start, request, places, reporter);
        run.found(found.installation(), found.domibus(),
                ownedQueues(found.installation(), places.server(), places.settings()));
    }

    /** Domibus's own queues, which a quiet window pauses. */
    public static List<ExportedQueue> ownedQueues(Installation installation, ApplicationServer server,
                                                  Settings settings) {
        return QueueChoice.of(installation, server, settings).stream().filter(ExportedQueue::owned).toList();
    }

    /** Everything that can be known to hinder {@link #take}. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Preflight.checkParts(run, problems);
        problems.addAll(spaceProblems());
        return problems;
    }

    /** Whether the repository has room for the set. */
    public List<Problem> spaceProblems() {
        List<Problem> problems = new ArrayList<>();
        Preflight.collect(problems, () -> SpaceNeeded.check(run), null);
        return problems;
    }

    /** What is to be taken before the window opens: the server's settings, and files that are written once. */
    public void prepare() {
        new ReadServer().run(run);
        new Precopy().run(run);
    }

    /** Takes all of one window, waits for the dumps, and seals. */
    public void take(QuietWindowRecord window) {
        run.opened(window);
        run.set().discardOtherWindows(window.id());
        try {
            if (!run.isEverythingTaken()) {
                // what is there already is kept
                prepare();
                new StartDatabaseDumps().run(run);
                MessageSet.export(run);
                new CopyFiles().run(run);
                new FinishDatabaseDumps().run(run);
            }
            new Seal().run(run);
        } finally {
            run.release();
        }
    }

    /** Ends the piece at hand; {@link #take} leaves with {@link StopRequested} or a problem. */
    public void stop() {
        run.stop();
    }
}
