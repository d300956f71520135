package dev.domibusbackup.activemq;

import dev.domibusbackup.activemq.SavedStore.Kind;
import dev.domibusbackup.files.DiskSpace;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the stores of a set fit the broker that will use them; changes nothing. */
public final class StoreFit {

    private final List<SavedStore> saved;
    private final List<Problem> problems = new ArrayList<>();

    /** @param saved stores of the set */
    public StoreFit(List<SavedStore> saved) {
        this.saved = List.copyOf(saved);
    }

    /**
     * What speaks against the broker that is here, which keeps its configuration.
     *
     * @param stores of the broker
     * @param limits in bytes; none for what is not bounded in bytes
     */
    public List<Problem> problems(BrokerStores stores, Map<Kind, Long> limits) {
        problems.clear();
        boolean holdsScheduler = saved.stream().anyMatch(store -> store.kind() == Kind.SCHEDULER);
        if (holdsScheduler && stores.scheduler().isEmpty()) {
            problems.add(ActiveMqProblem.SCHEDULER_NOT_HERE.with());
        }
        if (!holdsScheduler) {
            stores.scheduler().filter(BrokerStores::holdsJournals).ifPresent(folder ->
                    problems.add(ActiveMqProblem.SCHEDULER_NOT_SAVED.with("path", PathText.of(folder))));
        }
        saved.forEach(store -> Optional.ofNullable(limits.get(store.kind())).filter(limit -> store.bytes() > limit)
                .ifPresent(limit -> problems.add(ActiveMqProblem.STORE_TOO_LARGE.with("kind", store.kind().key(),
                        "bytes", store.bytes(), "limit", limit, "element", store.kind().limit()))));
        return List.copyOf(problems);
    }

    /**
     * Whether the stores can be copied to be read, once they are in place.
     *
     * @param work folder of the copy; it need not exist yet
     */
    public Optional<Problem> space(Path work) {
        long needed = saved.stream().mapToLong(SavedStore::bytes).sum();
        long usable = DiskSpace.usableBytes(work);
        return usable >= needed ? Optional.empty() : Optional.of(ActiveMqProblem.NO_ROOM_TO_COUNT.with(
                "path", PathText.of(work), "usable", usable, "needed", needed));
    }
}
