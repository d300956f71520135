package dev.domibusbackup.job.restore;

import java.nio.file.Path;
import java.util.Map;

import dev.domibusbackup.problem.RestoreServerProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The price where no database can be asked; the counting itself is proved beside it, in a real database. */
class PriceTest {

    @TempDir
    Path base;

    @Test
    void what_cannot_be_counted_is_absent_and_said_while_locks_are_counted_in_the_set() throws Exception {
        ServerScene scene = new ServerScene(base).schema("domibus",
                Map.of("QRTZ_FIRED_TRIGGERS", 2L, "QRTZ_SCHEDULER_STATE", 1L, "TB_LOCK", 7L));

        Price.count(scene.run());

        assertThat(scene.report.price()).isEqualTo(new RestoreReport.Price(null, null, null, null, 3L));
        assertThat(scene.warnings).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(RestoreServerProblem.PRICE_UNKNOWN.code());
            assertThat(warning.fact()).contains("domibus");
        });
    }

    @Test
    void a_schema_that_domibus_does_not_use_here_costs_nothing() throws Exception {
        ServerScene scene = new ServerScene(base).schema("another", Map.of());

        Price.count(scene.run());

        assertThat(scene.report.price()).isEqualTo(new RestoreReport.Price(0L, 0L, 0L, 0L, 0L));
        assertThat(scene.warnings).isEmpty();
    }
}
