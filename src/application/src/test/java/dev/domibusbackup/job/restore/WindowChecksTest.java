package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;

import dev.domibusbackup.job.RestoreRequest;
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

/** A restart goes on from what was done before only where that still stands. */
@Timeout(60)
class WindowChecksTest {

    private static final String JOB = "restore";
    private static final String BACK = "back";

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 6), Component.MESSAGES);
        scene.a.send(2);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void in_its_own_changed_window_a_job_goes_on() {
        fail(JOB);
        assertThat(WindowChecks.problems(run(JOB, source))).isEmpty();
        assertThat(WindowChecks.problems(run(BACK, safety()))).isEmpty();
    }

    @Test
    void a_job_whose_window_is_gone_does_not_go_on_from_what_it_had_done() throws IOException {
        fail(JOB);
        scene.window.markWhole(JOB);
        scene.window.close();
        assertThat(WindowChecks.problems(run(JOB, source))).extracting(Problem::code).containsExactly("DB-RST-088");
        assertThatThrownBy(() -> new Preflight().run(run(JOB, source))).hasMessageContaining("DB-RST-088");
        assertThat(WindowChecks.problems(run("new", source))).isEmpty();
    }

    @Test
    void a_job_whose_window_went_over_to_another_does_not_go_on_either() {
        RestoreRequest declined = SafetyBackupTest.request("{\"safetyBackup\": \"" + RestoreRequest.DECLINED + "\"}");
        fail(JOB, declined);
        begin("another", declined);
        // without a safety set any set is the way out, also that of the first job
        assertThat(WindowChecks.problems(run(JOB, source))).extracting(Problem::code).containsExactly("DB-RST-088");
    }

    @Test
    void what_is_whole_and_counted_is_only_started_and_needs_no_window() {
        fail(JOB);
        scene.states.put(JOB, scene.states.get(JOB).asCounted());
        scene.window.markWhole(JOB);
        scene.window.close();
        assertThat(WindowChecks.problems(run(JOB, source))).isEmpty();
    }

    @Test
    void what_is_taken_back_is_given_up_before_domibus_may_start_whatever_becomes_of_its_health() {
        fail(JOB);
        RestoreRun back = begin(BACK, RestoreRequest.DEFAULT, safety());
        new EmptyQueues().run(back);
        scene.importMessages(back);
        assertThat(scene.givenUp).isEmpty();
        back.remember(back.state().asCounted());
        assertThatThrownBy(() -> new CloseQuietWindow(run -> {
            throw new IllegalStateException("not well");
        }).run(back)).hasMessage("not well");
        assertThat(scene.givenUp).containsEntry(JOB, true).hasSize(1);
    }

    @Test
    void a_clone_of_the_safety_set_is_no_way_back_although_it_needs_no_window() throws IOException {
        fail(JOB);
        RestoreRun clone = scene.run(BACK, safety(), SafetyBackupTest.request("{\"database\": \"new\", "
                + "\"components\": [\"databases\"], \"targetSchemas\": {\"domibus\": \"domibus\"}}"));
        assertThat(clone.needsWindow()).isFalse();
        assertThatThrownBy(() -> new Preflight().run(clone)).hasMessageContaining("DB-RST-087");
    }

    @Test
    void only_a_window_of_its_own_or_of_what_it_takes_back_says_that_its_installation_has_changed() {
        fail(JOB);
        assertThat(run(JOB, source).hasChanged()).isTrue();
        assertThat(run(BACK, safety()).hasChanged()).isTrue();
        assertThat(run("other", source).hasChanged()).isFalse();
    }

    private void fail(String job) {
        fail(job, RestoreRequest.DEFAULT);
    }

    private void fail(String job, RestoreRequest request) {
        RestoreRun failed = begin(job, request);
        new EmptyQueues().run(failed);
        scene.a.room(3);
        assertThatThrownBy(() -> scene.importMessages(failed)).isInstanceOf(ProblemException.class);
        scene.a.room(Integer.MAX_VALUE);
    }

    private RestoreRun begin(String job, RestoreRequest request) {
        return begin(job, request, source);
    }

    private RestoreRun begin(String job, RestoreRequest request, BackupSet set) {
        RestoreRun run = scene.run(job, set, request);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        return run;
    }

    private RestoreRun run(String job, BackupSet set) {
        return scene.run(job, set, RestoreRequest.DEFAULT);
    }

    private BackupSet safety() {
        return scene.repository.find(scene.states.get(JOB).safety().set());
    }
}
