package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.domibusbackup.activemq.SavedStore.Kind;
import dev.domibusbackup.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFitTest {

    private static final SavedStore KAHADB = new SavedStore(Kind.KAHADB, 1000);
    private static final SavedStore SCHEDULER = new SavedStore(Kind.SCHEDULER, 100);

    @TempDir
    private Path folder;

    @Test
    void stores_within_the_limits_fit() {
        assertThat(codes(List.of(KAHADB, SCHEDULER), true, Map.of(Kind.KAHADB, 1000L, Kind.SCHEDULER, 100L))).isEmpty();
        assertThat(codes(List.of(KAHADB, SCHEDULER), true, Map.of())).isEmpty();
        assertThat(codes(List.of(KAHADB), false, Map.of())).isEmpty();
    }

    @Test
    void each_store_that_exceeds_its_own_limit_is_told_with_the_element_that_bounds_it() {
        assertThat(new StoreFit(List.of(KAHADB, SCHEDULER)).problems(stores(true),
                Map.of(Kind.KAHADB, 999L, Kind.SCHEDULER, 99L))).extracting(Problem::fact)
                .satisfiesExactly(fact -> assertThat(fact).contains("kahadb", "1000", "999", "storeUsage"),
                        fact -> assertThat(fact).contains("scheduler", "100 bytes", "99", "jobSchedulerUsage"));
    }

    @Test
    void what_waits_in_the_set_needs_a_broker_with_a_scheduler() {
        assertThat(codes(List.of(KAHADB, SCHEDULER), false, Map.of())).containsExactly("DB-AMQ-021");
    }

    @Test
    void what_waits_here_must_not_mix_with_a_set_that_has_no_scheduler_store() throws IOException {
        assertThat(codes(List.of(KAHADB), true, Map.of())).as("a broker that never ran").isEmpty();

        Files.createDirectories(folder.resolve("scheduler"));
        assertThat(codes(List.of(KAHADB), true, Map.of())).as("no journal").isEmpty();

        Files.createFile(folder.resolve("scheduler/db-1.log"));
        assertThat(codes(List.of(KAHADB), true, Map.of())).containsExactly("DB-AMQ-020");
    }

    @Test
    void counting_needs_room_for_a_copy_of_both() {
        assertThat(new StoreFit(List.of(KAHADB, SCHEDULER)).space(folder.resolve("copy"))).isEmpty();
        assertThat(new StoreFit(List.of(KAHADB, new SavedStore(Kind.SCHEDULER, Long.MAX_VALUE / 2)))
                .space(folder.resolve("copy"))).map(Problem::code).contains("DB-AMQ-025");
    }

    @Test
    void kinds_have_the_names_of_the_manifest() {
        assertThat(Kind.of("kahadb")).contains(Kind.KAHADB);
        assertThat(Kind.of("scheduler")).contains(Kind.SCHEDULER);
        assertThat(Kind.of("payload")).isEmpty();
    }

    private List<String> codes(List<SavedStore> saved, boolean scheduler, Map<Kind, Long> limits) {
        return new StoreFit(saved).problems(stores(scheduler), limits).stream().map(Problem::code).toList();
    }

    private BrokerStores stores(boolean scheduler) {
        return new BrokerStores(folder.resolve("kahadb"),
                scheduler ? Optional.of(folder.resolve("scheduler")) : Optional.empty());
    }
}
