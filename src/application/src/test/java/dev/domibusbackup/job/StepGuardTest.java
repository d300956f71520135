package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.Problem;

/** The batch runtime takes a step that returns for complete, unless it has itself asked it to stop. */
class StepGuardTest {

    private static final long EXECUTION = 7;

    private final List<String> noted = new ArrayList<>();
    private final Environment environment = new Environment();
    private final StepGuard guard = new StepGuard();

    @BeforeEach
    void parts() {
        Injected.into(guard, "environment", environment);
        Injected.into(guard, "catalog", new JobCatalog() {
            @Override
            public void addProblem(String job, long execution, String step, Severity severity, Problem problem) {
                noted.add(problem.code());
            }
        });
    }

    @Test
    void a_stop_that_the_batch_runtime_has_asked_for_is_no_failure() {
        guard.stops(EXECUTION);
        assertThat(run(StepGuardTest::cutOff)).isEqualTo("STOPPED");
        assertThat(noted).containsExactly("DB-JOB-008");
    }

    @Test
    void work_that_is_cut_off_by_an_undeployment_fails() {
        assertThatThrownBy(() -> run(() -> {
            environment.leave();
            return cutOff();
        })).hasMessageContaining("DB-JOB-015");
        assertThat(noted).containsExactly("DB-JOB-015");
    }

    @Test
    void no_work_is_begun_during_an_undeployment() {
        AtomicBoolean begun = new AtomicBoolean();
        environment.leave();
        assertThatThrownBy(() -> run(() -> {
            begun.set(true);
            return "COMPLETED";
        })).hasMessageContaining("DB-JOB-015");
        assertThat(begun).isFalse();
        assertThat(guard.isAtWork()).isFalse();
    }

    @Test
    void an_interrupt_that_nobody_asked_for_fails() {
        assertThatThrownBy(() -> run(StepGuardTest::cutOff)).hasMessageContaining("DB-JOB-016");
        guard.stops(EXECUTION);
        guard.ended(EXECUTION);
        assertThatThrownBy(() -> run(StepGuardTest::cutOff)).as("of another execution")
                .hasMessageContaining("DB-JOB-016");
        assertThat(noted).containsExactly("DB-JOB-016", "DB-JOB-016");
    }

    private String run(Callable<String> work) {
        return guard.run("job", EXECUTION, "finish-database-dumps", work, "STOPPED");
    }

    private static String cutOff() {
        throw new StopRequested();
    }
}
