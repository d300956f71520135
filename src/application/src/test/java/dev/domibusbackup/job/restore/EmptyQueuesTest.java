package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Target queues are emptied of what the safety set holds, once, and of nothing else. */
@Timeout(60)
class EmptyQueuesTest {

    private static final String JOB = "restore";
    private static final RestoreRequest DECLINED = SafetyBackupTest.request(
            "{\"safetyBackup\": \"" + RestoreRequest.DECLINED + "\"}");

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 6), Component.MESSAGES);
        scene.a.send(5).schedule(2);
        scene.b.send(1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_came_after_the_cut_stays_and_queues_outside_of_the_plan_are_not_touched() {
        RestoreRun run = begin(RestoreRequest.DEFAULT);
        scene.a.sendBytes(Content.of(new byte[1]));
        new EmptyQueues().run(run);
        assertThat(WindowScene.texts(scene.a)).containsExactly("bytes");
        assertThat(WindowScene.texts(scene.b)).hasSize(1);
        assertThat(scene.warnings).extracting(Problem::code).containsExactly("DB-RST-086");
        assertThat(scene.states.get(JOB).emptied()).isTrue();
        scene.importMessages(run);
        assertThat(WindowScene.texts(scene.a)).hasSize(7).contains("bytes", "s0", "s5");
    }

    @Test
    void what_was_committed_late_is_not_in_the_safety_set_and_stays() {
        long open = scene.a.begin();
        RestoreRun run = begin(RestoreRequest.DEFAULT);
        scene.a.commit(open);
        new EmptyQueues().run(run);
        assertThat(WindowScene.texts(scene.a)).containsExactly(WindowScene.A + " late");
    }

    @Test
    void a_restart_removes_what_an_interrupted_removal_left() {
        RestoreRun run = begin(RestoreRequest.DEFAULT);
        scene.server.refuse("remove " + WindowScene.A);
        assertThatThrownBy(() -> new EmptyQueues().run(run)).isInstanceOf(ProblemException.class);
        assertThat(scene.states.get(JOB).emptied()).isFalse();
        scene.server.allow("remove " + WindowScene.A);
        new EmptyQueues().run(begin(RestoreRequest.DEFAULT));
        assertThat(WindowScene.texts(scene.a)).isEmpty();
    }

    @Test
    void a_restart_removes_nothing_that_was_imported() {
        imported_half_way(RestoreRequest.DEFAULT);
        RestoreRun second = begin(RestoreRequest.DEFAULT);
        new EmptyQueues().run(second);
        scene.importMessages(second);
        assertThat(WindowScene.texts(scene.a)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void without_a_safety_backup_all_of_the_cut_goes_and_what_was_imported_stays_all_the_same() {
        imported_half_way(DECLINED);
        RestoreRun second = begin(DECLINED);
        new EmptyQueues().run(second);
        scene.importMessages(second);
        assertThat(WindowScene.texts(scene.a)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void without_a_safety_backup_what_came_after_the_first_cut_stays_also_when_the_window_was_found_awake() {
        begin(DECLINED);
        scene.a.sendBytes(Content.of(new byte[1]));
        scene.a.paused(false);
        RestoreRun second = begin(DECLINED);
        new EmptyQueues().run(second);
        assertThat(WindowScene.texts(scene.a)).containsExactly("bytes");
    }

    private void imported_half_way(RestoreRequest request) {
        RestoreRun run = begin(request);
        new EmptyQueues().run(run);
        assertThat(WindowScene.texts(scene.a)).isEmpty();
        scene.a.room(3);
        assertThatThrownBy(() -> scene.importMessages(run)).isInstanceOf(ProblemException.class);
        scene.a.room(Integer.MAX_VALUE);
        assertThat(WindowScene.texts(scene.a)).containsExactly("s0", "s1", "s2");
    }

    private RestoreRun begin(RestoreRequest request) {
        RestoreRun run = scene.run(JOB, source, request);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        return run;
    }
}
