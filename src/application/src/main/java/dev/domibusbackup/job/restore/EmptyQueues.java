package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.domibusbackup.job.messages.InDoubt;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.job.messages.SealedRemoval;
import dev.domibusbackup.job.messages.UndoneImport;
import dev.domibusbackup.job.messages.UndoneImport.Part;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest.QueueEntry;
import dev.domibusbackup.setting.Setting;

/**
 * Empties the target queues of exactly what the safety set holds of them; what came since the cut stays. Up to where
 * messages are removed is noted before the first goes, and that all are gone before the first is imported: a restart
 * removes nothing that was imported. Only queues that Domibus owns and that the window paused are touched.
 */
public final class EmptyQueues implements RestoreStep {

    /** Removes from one queue, and says how many it were. */
    private interface Removing {
        long remove(QueueCut cut);
    }

    @Override
    public void run(RestoreRun run) {
        if (run.messages().isEmpty() || run.state().counted()) {
            return;
        }
        MessageImport messages = run.messages().get();
        if (!run.state().emptied()) {
            empty(run, messages.targets());
        }
        messages.begin();
        run.publish();
    }

    private static void empty(RestoreRun run, Set<String> targets) {
        Removing removing = removing(run, targets);
        if (run.state().cuts().isEmpty()) {
            run.remember(run.state().emptying(cuts(run, targets)));
        }
        for (QueueCut cut : run.state().cuts()) {
            run.checkStop();
            run.report().removed(cut.queue(), removing.remove(cut));
            long left = run.server().queue(cut.queue()).total();
            if (left > 0) {
                run.warn(RestoreWindowProblem.STAYED.with("queue", cut.queue(), "messages", left));
            }
        }
        run.remember(run.state().withQueuesEmptied());
    }

    /** The cuts of the safety set; in a rollback as the queues are now, for what is in them came at any time. */
    private static List<QueueCut> cuts(RestoreRun run, Set<String> targets) {
        QuietWindowRecord window = OpenQuietWindow.window(run);
        if (run.rollback().isPresent()) {
            return window.queues().stream().map(PausedQueue::name).filter(targets::contains)
                    .map(run.server()::cut).toList();
        }
        return window.cuts().stream().filter(cut -> targets.contains(cut.queue())).toList();
    }

    private static Removing removing(RestoreRun run, Set<String> targets) {
        if (run.rollback().isPresent()) {
            UndoneImport undone = undoing(run, run.rollback().get(), targets);
            return run.set().id().equals(OpenQuietWindow.window(run).safetySet()) ? undone::remove
                    : cut -> undone.remove(cut) + removeOfWindow(run, cut.queue());
        }
        if (run.state().safety() == null) {
            // without a safety backup everything up to the cut goes
            return cut -> run.server().remove(cut, number -> true);
        }
        return new SealedRemoval(run.server(), run.repository().find(run.state().safety().set()),
                run::checkStop)::remove;
    }

    /**
     * What a restore was about to remove, if it did not come to it, where not its safety set comes back but another.
     */
    private static long removeOfWindow(RestoreRun run, String queue) {
        return OpenQuietWindow.window(run).cuts().stream().filter(cut -> cut.queue().equals(queue))
                .mapToLong(cut -> run.server().remove(cut, number -> true)).sum();
    }

    /**
     * What the restores that are taken back had imported, and what the safety set holds: it comes again from there.
     * Transactions that a crash left in doubt are settled first; only then the positions say what was imported.
     */
    private static UndoneImport undoing(RestoreRun run, Rollback rollback, Set<String> targets) {
        List<Part> parts = new ArrayList<>();
        for (QueueEntry queue : run.manifest().queues()) {
            if (targets.contains(queue.name())) {
                parts.add(new Part(run.set(), queue, queue.taken()));
            }
        }
        for (Rollback.Undone undone : rollback.undone()) {
            new InDoubt(run.server(), run.positions(), undone.job(), run.settings().duration(Setting.IN_DOUBT_TIMEOUT))
                    .await(run.progress("transactions-in-doubt", "seconds"), run::checkStop).ifPresent(run::warn);
            if (undone.set() != null && !undone.set().equals(run.set().id())) {
                parts.addAll(imported(run, undone));
            }
        }
        return new UndoneImport(run.server(), parts, run::checkStop);
    }

    private static List<Part> imported(RestoreRun run, Rollback.Undone undone) {
        BackupSet set = run.repository().find(undone.set());
        return set.manifest().queues().stream().map(queue -> new Part(set, queue, undone.known()
                        ? run.positions().read(undone.job(), queue.name()).position() : queue.taken()))
                .filter(part -> part.messages() > 0).toList();
    }
}
