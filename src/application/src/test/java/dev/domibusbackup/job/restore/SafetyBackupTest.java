package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The safety backup: whole, of this window, sealed before the first change. */
@Timeout(60)
class SafetyBackupTest {

    private static final String JOB = "restore";

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 3), Component.MESSAGES, Component.CONFIGURATION,
                Component.PAYLOADS);
        scene.a.send(5).schedule(2);
        scene.b.send(1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void it_holds_all_queues_and_folders_of_the_components_that_take_part_and_the_window_is_marked_after_the_seal() {
        RestoreRun run = run(RestoreRequest.DEFAULT);
        new ReadServer().run(run);
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);

        SetId safety = scene.states.get(JOB).safety().set();
        Manifest manifest = scene.repository.find(safety).manifest();
        assertThat(safety.label()).contains("safety");
        assertThat(manifest.components()).containsExactlyInAnyOrder(Component.MESSAGES, Component.CONFIGURATION,
                Component.PAYLOADS);
        assertThat(manifest.queues()).extracting(Manifest.QueueEntry::name).containsExactlyInAnyOrder(WindowScene.A,
                WindowScene.B);
        assertThat(messages(safety)).isEqualTo(8);
        assertThat(manifest.folders()).extracting(Manifest.FolderEntry::kind).contains("payload", "configuration");
        assertThat(manifest.quietWindow().id()).isEqualTo(scene.window.current().orElseThrow().id());
        assertThat(manifest.quietWindow().cutAt()).isNotNull();
        assertThat(manifest.quietWindow().closedAt()).isNull();
        assertThat(scene.window.current().orElseThrow().safetySet()).isEqualTo(safety);
        assertThat(scene.window.current().orElseThrow().isChanged()).isTrue();
        assertThat(scene.repository.notes(safety).manifestHash()).isNotNull();
        assertThat(scene.warnings).isEmpty();
    }

    @Test
    void one_that_fails_marks_nothing_and_domibus_comes_back() throws IOException {
        RestoreRun run = run(RestoreRequest.DEFAULT);
        scene.a.browserEndsAfter(3);
        new OpenQuietWindow().run(run);
        assertThatThrownBy(() -> new SafetyBackup().run(run)).isInstanceOf(ProblemException.class);
        assertThat(scene.window.current().orElseThrow().isChanged()).isFalse();
        EndOfWindow.afterFailure(scene.window, JOB);
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(scene.repository.contains(scene.states.get(JOB).safety().set())).isFalse();

        scene.a.browserEndsAfter(Integer.MAX_VALUE);
        RestoreRun second = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(second);
        new SafetyBackup().run(second);
        assertThat(scene.repository.sets()).hasSize(2);
        assertThat(messages(scene.states.get(JOB).safety().set())).isEqualTo(8);
    }

    @Test
    void one_that_was_sealed_in_the_same_window_is_kept_and_one_of_another_window_is_not_the_way_back() {
        RestoreRun run = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        SetId first = scene.states.get(JOB).safety().set();
        RestoreRun again = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(again);
        new SafetyBackup().run(again);
        assertThat(scene.states.get(JOB).safety()).isEqualTo(new RestoreState.Safety(first, true));

        // as if the process had died between the seal and the mark, and Domibus had come back and worked
        scene.window.markWhole(JOB);
        scene.window.close();
        scene.a.send(4);
        RestoreRun later = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(later);
        new SafetyBackup().run(later);
        SetId second = scene.states.get(JOB).safety().set();
        assertThat(second).isNotEqualTo(first);
        assertThat(messages(second)).isEqualTo(12);
        assertThat(scene.window.current().orElseThrow().safetySet()).isEqualTo(second);
        assertThat(scene.repository.contains(first)).isTrue();
    }

    @Test
    void a_seal_that_was_not_noted_is_noted_by_the_restart() {
        RestoreRun run = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        SetId safety = scene.states.get(JOB).safety().set();
        scene.window.markWhole(JOB);
        scene.repository.changeNotes(safety, notes -> notes.withManifestHash(null));
        scene.states.put(JOB, RestoreState.NEW.with(new RestoreState.Safety(safety, false)));

        new SafetyBackup().run(run(RestoreRequest.DEFAULT));

        assertThat(scene.repository.notes(safety).manifestHash())
                .isEqualTo(scene.repository.find(safety).manifestHash());
        assertThat(scene.states.get(JOB).safety()).isEqualTo(new RestoreState.Safety(safety, true));
    }

    @Test
    void declined_in_words_none_is_taken_and_the_operator_is_told() {
        RestoreRun run = run(request("{\"safetyBackup\": \"" + RestoreRequest.DECLINED + "\", "
                + "\"components\": [\"messages\"]}"));
        new ReadServer().run(run);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        assertThat(scene.repository.sets()).hasSize(1);
        assertThat(scene.warnings).extracting(Problem::code).containsExactly("DB-RST-084");
        assertThat(scene.window.current().orElseThrow().isChanged()).isTrue();
        assertThat(scene.window.current().orElseThrow().safetySet()).isNull();
    }

    @Test
    void a_stop_ends_it_before_anything_is_marked() {
        RestoreRun run = run(RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(run);
        scene.a.during(2, run::stop);
        assertThatThrownBy(() -> new SafetyBackup().run(run)).isInstanceOf(StopRequested.class);
        assertThat(scene.window.current().orElseThrow().isChanged()).isFalse();
    }

    @Test
    void the_want_of_room_is_found_before() throws IOException {
        assertThat(SafetyBackup.problems(run(RestoreRequest.DEFAULT))).isEmpty();
        assertThat(Files.list(base.resolve("repository")).filter(path -> path.toString().endsWith(".partial")))
                .isEmpty();
    }

    private RestoreRun run(RestoreRequest request) {
        return scene.run(JOB, source, request);
    }

    static RestoreRequest request(String json) {
        try {
            return Json.mapper().readValue(json, RestoreRequest.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private long messages(SetId id) {
        BackupSet set = scene.repository.find(id);
        return set.manifest().queues().stream()
                .mapToLong(queue -> MessageFileReader.check(set.folder().resolve(queue.artifact()))).sum();
    }
}
