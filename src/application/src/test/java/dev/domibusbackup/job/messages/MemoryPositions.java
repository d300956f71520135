package dev.domibusbackup.job.messages;

import java.util.HashMap;
import java.util.Map;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.catalog.ImportStart;
import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.catalog.NonPersistentSent;
import dev.domibusbackup.problem.ImportProblem;

/** Positions in memory with a transaction that a test ends, and rows that a transaction in doubt keeps locked. */
public final class MemoryPositions implements ImportPositions {

    private final Map<String, ImportTally> committed = new HashMap<>();
    private final Map<String, ImportTally> pending = new HashMap<>();
    private final Map<String, NonPersistentSent> nonPersistent = new HashMap<>();
    private final Map<String, NonPersistentSent> pendingNonPersistent = new HashMap<>();
    private final Map<String, String> targets = new HashMap<>();
    private int lockedLooks;

    /** The rows are locked for so many looks. */
    void lockedFor(int looks) {
        lockedLooks = looks;
    }

    public void commit() {
        committed.putAll(pending);
        nonPersistent.putAll(pendingNonPersistent);
        rollback();
    }

    public void rollback() {
        pending.clear();
        pendingNonPersistent.clear();
    }

    @Override
    public void begin(String job, String queue, String target) {
        String source = row(job, queue);
        String begun = targets.putIfAbsent(source, target);
        if (begun != null && !begun.equals(target)) {
            throw ImportProblem.OTHER_TARGET.exception("queue", queue, "begun", begun, "target", target);
        }
        committed.putIfAbsent(source, ImportTally.NONE);
    }

    @Override
    public boolean areDecided(String job) {
        return lockedLooks <= 0 || lockedLooks-- == 0;
    }

    @Override
    public ImportTally read(String job, String source) {
        return committed.getOrDefault(row(job, source), ImportTally.NONE);
    }

    @Override
    public ImportStart start(String job, String queue, String brokerRun) {
        String source = row(job, queue);
        nonPersistent.merge(source, NonPersistentSent.NONE.in(brokerRun), (now, first) -> now.in(brokerRun));
        return ImportStart.of(committed.get(source), nonPersistent.get(source));
    }

    @Override
    public void advance(String job, String queue, long before, ImportTally more, long sentNonPersistent) {
        String source = row(job, queue);
        ImportTally now = pending.getOrDefault(source, committed.get(source));
        refuseIfMoved(source, before, now.position());
        pending.put(source, now.plus(more));
        pendingNonPersistent.put(source, nonPersistentNow(source).plus(sentNonPersistent));
    }

    @Override
    public void advanceAgain(String job, String queue, long before, long after, long sentNonPersistent) {
        String source = row(job, queue);
        ImportTally now = pending.getOrDefault(source, committed.get(source));
        refuseIfMoved(source, before, ImportStart.of(now, nonPersistentNow(source)).againFrom());
        pendingNonPersistent.put(source,
                nonPersistentNow(source).again(after, sentNonPersistent, now.position()));
    }

    @Override
    public void handOver(String job) {
        nonPersistent.replaceAll((source, now) -> source.startsWith(job + "/")
                ? now.handOver(committed.get(source).position()) : now);
    }

    private static String row(String job, String queue) {
        return job + "/" + queue;
    }

    private NonPersistentSent nonPersistentNow(String source) {
        return pendingNonPersistent.getOrDefault(source,
                nonPersistent.getOrDefault(source, NonPersistentSent.NONE));
    }

    private static void refuseIfMoved(String source, long expected, long actual) {
        if (expected != actual) {
            throw ImportProblem.POSITION_MOVED.exception("queue", source, "expected", expected, "actual", actual);
        }
    }
}
