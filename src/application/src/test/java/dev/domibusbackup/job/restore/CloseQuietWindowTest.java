package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of Domibus when a restore has ended well. */
@Timeout(60)
class CloseQuietWindowTest {

    private static final String JOB = "restore";

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;
    private final List<String> healthChecked = new ArrayList<>();

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 1), Component.MESSAGES, Component.CONFIGURATION);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_domibus_that_was_down_is_started_and_looked_at_when_all_of_a_set_came_back() {
        scene.server.deploymentIs(DeploymentState.ABSENT);
        close(restored(JOB, source, RestoreRequest.DEFAULT));
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(healthChecked).containsExactly(JOB);
        assertThat(scene.window.current()).isEmpty();
    }

    @Test
    void one_that_was_down_stays_down_beside_a_part_and_the_operator_is_told() {
        scene.server.deploymentIs(DeploymentState.STOPPED);
        close(restored(JOB, source, SafetyBackupTest.request("{\"components\": [\"messages\"]}")));
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(healthChecked).isEmpty();
        assertThat(scene.warnings).extracting(Problem::code).contains("DB-RST-089");
    }

    @Test
    void what_is_taken_back_is_as_it_was_before_and_one_that_was_down_stays_down() {
        scene.server.deploymentIs(DeploymentState.STOPPED);
        restored(JOB, source, RestoreRequest.DEFAULT);
        BackupSet safety = scene.repository.find(scene.states.get(JOB).safety().set());
        close(restored("back", safety, RestoreRequest.DEFAULT));
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(scene.window.current()).isEmpty();
    }

    @Test
    void one_that_did_not_start_is_started_by_a_restart() {
        scene.server.deploymentIs(DeploymentState.ABSENT);
        RestoreRun run = restored(JOB, source, RestoreRequest.DEFAULT);
        scene.server.failStarts(1);
        assertThatThrownBy(() -> close(run)).hasMessageContaining("DB-QUIET-004");
        close(scene.run(JOB, source, RestoreRequest.DEFAULT));
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(healthChecked).containsExactly(JOB);
    }

    @Test
    void one_that_is_to_stay_stopped_is_not_for_a_moment_a_window_that_a_recovery_would_close() throws Exception {
        RestoreRun run = restored(JOB, source, SafetyBackupTest.request("{\"after\": \"stay-stopped\"}"));
        Path record = scene.server.paths().ownData().resolve("quiet-window.json");
        try (WatchService watch = record.getFileSystem().newWatchService()) {
            record.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            close(run);
            Path last = Files.createFile(record.resolveSibling("last"));
            // renamed into its place once: from changed to held, with nothing between
            assertThat(created(watch, last)).containsOnlyOnce(record.getFileName());
        }
        assertThat(scene.window.current()).get().satisfies(window -> {
            assertThat(window.state()).isEqualTo(QuietWindowRecord.State.HELD);
            assertThat(window.isChanged()).isFalse();
            assertThat(window.isUndoneAfterCrash()).isFalse();
        });
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(healthChecked).isEmpty();
    }

    /** Names of the files that came to be, in order, until one of them is there. */
    private static List<Path> created(WatchService watch, Path last) throws InterruptedException {
        List<Path> names = new ArrayList<>();
        while (!names.contains(last.getFileName())) {
            WatchKey key = watch.poll(30, TimeUnit.SECONDS);
            key.pollEvents().forEach(event -> names.addAll(Collections.nCopies(event.count(),
                    (Path) event.context())));
            key.reset();
        }
        return names;
    }

    private RestoreRun restored(String job, BackupSet set, RestoreRequest request) {
        RestoreRun run = scene.run(job, set, request);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        run.remember(run.state().asCounted());
        return run;
    }

    private void close(RestoreRun run) {
        new CloseQuietWindow(done -> healthChecked.add(done.job())).run(run);
    }
}
