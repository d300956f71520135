package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A step that was cut off is not taken for one that is complete. */
@Timeout(60)
class WatchedStepTest {

    private static final String JOB = "restore";

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 3), Component.MESSAGES);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void work_that_was_cut_off_by_the_operators_stop_is_no_failure() {
        RestoreRun run = run();
        run.stop();
        assertThatThrownBy(() -> WatchedStep.run("safety-backup", any -> {
            throw QuietProblem.NONE_OPEN.exception();
        }, run)).isInstanceOf(StopRequested.class);
        assertThatThrownBy(() -> WatchedStep.run("safety-backup", RestoreRun::checkStop, run))
                .isInstanceOf(StopRequested.class);
    }

    @Test
    void work_that_was_cut_off_although_nobody_asked_for_it_fails_the_job() {
        assertThatThrownBy(() -> WatchedStep.run("restore-databases", any -> {
            throw new StopRequested();
        }, run())).hasMessageContaining("DB-RST-091").hasMessageContaining("restore-databases");
        assertThatThrownBy(() -> WatchedStep.run("safety-backup", any -> {
            throw QuietProblem.NONE_OPEN.exception();
        }, run())).hasMessageContaining("DB-QUIET");
    }

    @Test
    void nothing_counts_as_whole_before_every_schema_folder_and_queue_was_noted_as_done() {
        RestoreRun run = run();
        run.goesTo(new RestoreTargets(List.of(schema("domibus"), schema("tenant")), List.of(), List.of()));
        run.remember(run.state().withSchema("domibus"));
        assertThatThrownBy(() -> new CheckRestoredCounts().run(run)).hasMessageContaining("DB-RST-090")
                .hasMessageContaining("the schema tenant").hasMessageContaining("the queues were not emptied");
        assertThat(scene.states.get(JOB).counted()).isFalse();
        assertThatThrownBy(() -> new FinishRestore().run(run)).hasMessageContaining("DB-RST-083");
        assertThat(scene.repository.notes(source.id()).lastRestored()).isNull();

        run.remember(run.state().withSchema("tenant"));
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        new EmptyQueues().run(run);
        scene.importMessages(run);
        new CheckRestoredCounts().run(run);
        assertThat(scene.states.get(JOB).counted()).isTrue();
    }

    private static RestoreTargets.Schema schema(String name) {
        return new RestoreTargets.Schema(new DatabaseEntry(name, "default", "mysql", "11.4", "utf8mb4", "utf8mb4_bin",
                "databases/" + name + ".sql.gz", Map.of(), Map.of()), name);
    }

    private RestoreRun run() {
        return scene.run(JOB, source, RestoreRequest.DEFAULT);
    }
}
