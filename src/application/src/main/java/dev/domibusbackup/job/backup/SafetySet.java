package dev.domibusbackup.job.backup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.job.Reporter;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.QueueState;
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
     * @param extent     what is taken
     * @param reporter   where the job that this belongs to tells how far it is
     */
    public SafetySet(BackupRun.Start start, BackupRun.Places places, Extent extent, Reporter reporter) {
        BackupRequest request = new BackupRequest(null, After.STAY_STOPPED, null, List.copyOf(extent.components()),
                List.of(), null);
        run = new BackupRun(start, request, places, reporter);
        Discovery.Found found = extent.found();
        run.found(found.installation(), found.domibus(),
                queues(found.installation(), places.server(), places.settings(), extent.queues()));
    }

    /**
     * What a set takes.
     *
     * @param components components: all schemas, queues and folders of them
     * @param found      the installation
     * @param queues     broker names of queues that are taken besides Domibus's own
     */
    public record Extent(Set<Component> components, Discovery.Found found, Collection<String> queues) {
    }

    /**
     * The queues that a quiet window pauses: Domibus's own, as far as the server has them, and others that the job
     * changes.
     *
     * @param others broker names
     */
    public static List<ExportedQueue> queues(Installation installation, ApplicationServer server, Settings settings,
                                             Collection<String> others) {
        List<QueueState> present = server.queues();
        List<ExportedQueue> queues = new ArrayList<>(QueueChoice.present(installation, present, settings).stream()
                .filter(ExportedQueue::owned).toList());
        Set<String> known = queues.stream().map(ExportedQueue::name).collect(Collectors.toSet());
        present.stream().filter(queue -> others.contains(queue.name()) && !known.contains(queue.name()))
                .forEach(queue -> queues.add(
                        new ExportedQueue(queue.name(), queue.resource(), Optional.empty(), true)));
        return queues;
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
