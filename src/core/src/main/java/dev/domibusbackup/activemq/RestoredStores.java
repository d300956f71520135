package dev.domibusbackup.activemq;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proves of stores that were put in place what a broker will find in them, before one is started. Staging and swapping
 * is that of any folder: {@link dev.domibusbackup.files.restore.FolderRestore}.
 */
public final class RestoredStores {

    private final BrokerStores stores;
    private final ReaderProgram program;

    /**
     * @param stores where they were put
     */
    public RestoredStores(BrokerStores stores, ReaderProgram program) {
        this.stores = stores;
        this.program = program;
    }

    /**
     * Makes sure that the broker will use them.
     *
     * @param used the stores that its configuration names now
     * @throws ProblemException DB-AMQ-022 when it names others
     */
    public void checkPlaces(BrokerStores used) {
        if (!used.equals(stores)) {
            throw ActiveMqProblem.STORES_ELSEWHERE.exception("restored", text(stores), "used", text(used));
        }
    }

    /**
     * Reads a copy of them to its end and compares the counts. Doing it again changes nothing.
     *
     * @param expected queues as the set has them; others are not compared
     * @param folder   for the copy; what an earlier try left there is removed
     * @return what the operator should know
     * @throws ProblemException DB-AMQ-023 for each queue that differs, DB-AMQ-004 when a broker runs, DB-AMQ-008 and
     *                          others when they cannot be read
     */
    public List<Problem> check(Collection<StoredQueue> expected, Path folder) {
        DurableFiles.deleteTree(folder);
        Map<String, StoredQueue> found = new LinkedHashMap<>();
        StoreSummary summary;
        try (StoreCopy copy = copy(folder); StoreReader reader = StoreReader.open(copy, program)) {
            for (Optional<StoredQueue> queue = reader.nextQueue(); queue.isPresent(); queue = reader.nextQueue()) {
                found.put(queue.get().name(), queue.get());
            }
            summary = reader.summary();
        }
        List<Problem> problems = new ArrayList<>();
        for (StoredQueue queue : expected) {
            StoredQueue there = found.getOrDefault(queue.name(), new StoredQueue(queue.name(), 0, 0));
            if (!there.equals(queue)) {
                problems.add(ActiveMqProblem.RESTORED_DIFFERS.with("queue", queue.name(), "found", counts(there),
                        "expected", counts(queue)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return summary.warnings(stores);
    }

    /** The locks are needed for the copy alone. */
    private StoreCopy copy(Path folder) {
        try (StoreGuard guard = StoreGuard.take(stores, program)) {
            return guard.copy(folder);
        }
    }

    private static String counts(StoredQueue queue) {
        return queue.ready() + " ready and " + queue.scheduled() + " scheduled";
    }

    private static String text(BrokerStores stores) {
        return stores.folders().stream().map(PathText::of).collect(Collectors.joining(", "));
    }
}
