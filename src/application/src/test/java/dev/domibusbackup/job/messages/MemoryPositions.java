package dev.domibusbackup.job.messages;

import java.util.HashMap;
import java.util.Map;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.problem.ImportProblem;

/** Positions in memory with a transaction that a test ends, and rows that a transaction in doubt keeps locked. */
public final class MemoryPositions implements ImportPositions {

    private final Map<String, ImportTally> committed = new HashMap<>();
    private final Map<String, ImportTally> pending = new HashMap<>();
    private int lockedLooks;

    /** The rows are locked for so many looks. */
    void lockedFor(int looks) {
        lockedLooks = looks;
    }

    public void commit() {
        committed.putAll(pending);
        pending.clear();
    }

    public void rollback() {
        pending.clear();
    }

    @Override
    public void begin(String job, String source, String target) {
        committed.putIfAbsent(source, ImportTally.NONE);
    }

    @Override
    public boolean areDecided(String job) {
        return lockedLooks <= 0 || lockedLooks-- == 0;
    }

    @Override
    public ImportTally read(String job, String source) {
        return committed.get(source);
    }

    @Override
    public void advance(String job, String source, long before, ImportTally more) {
        ImportTally now = pending.getOrDefault(source, committed.get(source));
        if (now.position() != before) {
            throw ImportProblem.POSITION_MOVED.exception("queue", source, "expected", before, "actual",
                    now.position());
        }
        pending.put(source, now.plus(more));
    }
}
