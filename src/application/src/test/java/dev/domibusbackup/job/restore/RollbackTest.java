package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A restore that failed is taken back: the queues hold what they held before it, and what came meanwhile. */
@Timeout(60)
class RollbackTest {

    private static final String FAILED = "failed";
    private static final String BACK = "back";

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet source;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        source = scene.set(WindowScene.texts("s", 6), Component.MESSAGES);
        // five as Artemis names them, and two whose ids a broker would not keep
        WindowScene.texts("a", 5).forEach(this::send);
        scene.a.send(2);
        scene.b.send(1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_restore_that_failed_while_it_imported_is_taken_back_message_for_message() {
        failWhileImporting();
        scene.a.sendBytes(Content.of(new byte[1]));
        scene.server.listen(act -> assertThat(act).isNotEqualTo("start"));

        RestoreRun back = begin(BACK, safety());
        assertThat(back.rollback()).isPresent();
        assertThat(scene.states.get(BACK).rollsBack()).isEqualTo(FAILED);
        assertThat(scene.window.current().map(QuietWindowRecord::job)).contains(BACK);
        assertThat(scene.repository.sets()).as("no safety set of what is half restored").hasSize(2);
        new EmptyQueues().run(back);
        assertThat(WindowScene.texts(scene.a)).containsExactly("bytes");
        assertThat(WindowScene.texts(scene.b)).isEmpty();
        scene.importMessages(back);
        assertThatThrownBy(() -> new CloseQuietWindow(run -> { }).run(back)).hasMessageContaining("DB-RST-083");
        scene.server.listen(act -> { });
        close(back);

        assertThat(WindowScene.texts(scene.a)).containsExactlyInAnyOrder("bytes", "a0", "a1", "a2", "a3", "a4",
                WindowScene.A + " 1", WindowScene.A + " 2");
        assertThat(WindowScene.texts(scene.b)).containsExactly(WindowScene.B + " 1");
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(scene.window.current()).isEmpty();
    }

    @Test
    void a_restore_that_died_while_it_emptied_the_queues_is_taken_back() {
        RestoreRun failed = begin(FAILED, source);
        scene.server.remove(scene.server.cut(WindowScene.A), number -> number % 2 == 0);
        assertThat(failed.state().emptied()).isFalse();

        RestoreRun back = begin(BACK, safety());
        new EmptyQueues().run(back);
        scene.importMessages(back);
        assertThat(WindowScene.texts(scene.a)).hasSize(7).contains("a0", "a4", WindowScene.A + " 2");
    }

    @Test
    void a_rollback_that_failed_is_restarted_or_taken_up_by_another() {
        failWhileImporting();
        RestoreRun back = begin(BACK, safety());
        new EmptyQueues().run(back);
        scene.a.room(2);
        assertThatThrownBy(() -> scene.importMessages(back)).isInstanceOf(ProblemException.class);
        scene.a.room(Integer.MAX_VALUE);
        assertThatThrownBy(() -> EndOfWindow.afterFailure(scene.window, BACK)).hasMessageContaining("DB-RST-080");

        RestoreRun restarted = begin(BACK, safety());
        new EmptyQueues().run(restarted);
        scene.a.room(1);
        assertThatThrownBy(() -> scene.importMessages(restarted)).isInstanceOf(ProblemException.class);
        scene.a.room(Integer.MAX_VALUE);
        assertThat(WindowScene.texts(scene.a)).hasSize(3);

        RestoreRun another = begin("another", safety());
        assertThat(another.rollback().orElseThrow().undone()).extracting(Rollback.Undone::job)
                .containsExactly(BACK, FAILED);
        new EmptyQueues().run(another);
        assertThat(WindowScene.texts(scene.a)).isEmpty();
        scene.importMessages(another);
        close(another);
        assertThat(WindowScene.texts(scene.a)).hasSize(7).contains("a0", "a4", WindowScene.A + " 2");
    }

    @Test
    void a_rollback_that_dies_before_it_has_removed_anything_still_knows_what_the_failed_one_had_imported() {
        failWhileImporting();
        begin(BACK, safety());
        RestoreRun another = begin("another", safety());
        new EmptyQueues().run(another);
        assertThat(WindowScene.texts(scene.a)).isEmpty();
    }

    @Test
    void after_a_failure_nothing_but_restart_and_rollback_is_offered() {
        failWhileImporting();
        assertThatThrownBy(() -> EndOfWindow.afterFailure(scene.window, FAILED))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().hint())
                        .contains("POST /jobs/failed/restart", "POST /backups/" + safety().id() + "/restores"));
        assertThat(scene.server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(isMeant(safety().id())).isTrue();
        assertThat(isMeant(source.id())).isFalse();
        assertThat(Rollback.isMeant(Optional.empty(), source.id(), scene.repository)).isFalse();
        assertThatThrownBy(() -> begin("other", source)).hasMessageContaining("DB-RST-080");
    }

    @Test
    void what_is_whole_but_does_not_start_can_be_restarted_without_beginning_anew() {
        RestoreRun run = begin(FAILED, source);
        new EmptyQueues().run(run);
        scene.importMessages(run);
        run.remember(run.state().asCounted());
        scene.server.failStarts(1);
        assertThatThrownBy(() -> new CloseQuietWindow(done -> { }).run(run)).hasMessageContaining("DB-QUIET-004");

        RestoreRun again = begin(FAILED, source);
        new EmptyQueues().run(again);
        close(again);
        assertThat(WindowScene.texts(scene.a)).hasSize(6);
        assertThat(scene.window.current()).isEmpty();
        assertThat(scene.repository.sets()).hasSize(2);
    }

    @Test
    void a_restore_that_our_tables_no_longer_know_is_taken_back_all_the_same() {
        failWhileImporting();
        scene.sets.remove(FAILED);
        RestoreRun back = begin(BACK, safety());
        assertThat(back.rollback().orElseThrow().undone())
                .containsExactly(new Rollback.Undone(FAILED, null, null, false));
        assertThat(scene.window.current().map(QuietWindowRecord::job)).contains(BACK);
    }

    @Test
    void a_part_of_the_safety_set_alone_is_refused_and_the_window_stays_with_the_failed_one() {
        failWhileImporting();
        RestoreRun back = scene.run(BACK, safety(), SafetyBackupTest.request("{\"queues\": [\"A\"]}"));
        assertThatThrownBy(() -> new OpenQuietWindow().run(back)).hasMessageContaining("DB-RST-087");
        assertThat(scene.window.current().map(QuietWindowRecord::job)).contains(FAILED);
    }

    @Test
    void without_a_safety_set_a_whole_set_is_the_way_out() {
        RestoreRequest declined = SafetyBackupTest.request("{\"safetyBackup\": \"" + RestoreRequest.DECLINED + "\"}");
        RestoreRun failed = scene.run(FAILED, source, declined);
        new OpenQuietWindow().run(failed);
        new SafetyBackup().run(failed);
        scene.a.sendBytes(Content.of(new byte[1]));
        assertThat(isMeant(source.id())).isTrue();

        RestoreRun again = begin("again", source);
        new EmptyQueues().run(again);
        assertThat(WindowScene.texts(scene.a)).containsExactly("bytes");
        scene.importMessages(again);
        close(again);
        assertThat(WindowScene.texts(scene.a)).hasSize(7).contains("bytes", "s0", "s5");
    }

    @Test
    void where_the_safety_set_was_found_damaged_or_is_lost_another_whole_set_is_the_way_out() throws IOException {
        failWhileImporting();
        BackupSet other = scene.set(WindowScene.texts("o", 4), Component.MESSAGES);
        assertThatThrownBy(() -> Preflight.checkWindow(scene.window, scene.repository, "other", other.id()))
                .hasMessageContaining("DB-RST-080");

        Files.writeString(safety().folder().resolve("extra"), "not of the set");
        assertThatThrownBy(() -> new Preflight().run(scene.run(BACK, safety(), RestoreRequest.DEFAULT)))
                .isInstanceOf(ProblemException.class);
        assertThat(isMeant(other.id())).as("found damaged by the attempt to restore it").isTrue();
        scene.repository.changeNotes(safety().id(), notes -> notes.withVerification(Instant.now(), true));
        assertThat(isMeant(other.id())).isFalse();
        Files.delete(safety().folder().resolve(BackupSet.MANIFEST));
        assertThat(isMeant(other.id())).as("lost").isTrue();
        Preflight.checkWindow(scene.window, scene.repository, "other", other.id());

        RestoreRun run = begin("other", other);
        new EmptyQueues().run(run);
        scene.importMessages(run);
        close(run);
        assertThat(WindowScene.texts(scene.a)).containsExactly("o0", "o1", "o2", "o3");
    }

    @Test
    void another_set_in_the_place_of_the_safety_set_removes_what_the_failed_one_did_not_come_to_remove()
            throws IOException {
        begin(FAILED, source);
        BackupSet other = scene.set(WindowScene.texts("o", 4), Component.MESSAGES);
        scene.a.sendBytes(Content.of(new byte[1]));
        Files.delete(safety().folder().resolve(BackupSet.MANIFEST));
        RestoreRun run = begin("other", other);
        new EmptyQueues().run(run);
        assertThat(WindowScene.texts(scene.a)).containsExactly("bytes");
    }

    private boolean isMeant(SetId set) {
        return Rollback.isMeant(scene.window.current(), set, scene.repository);
    }

    private void failWhileImporting() {
        RestoreRun failed = begin(FAILED, source);
        new EmptyQueues().run(failed);
        scene.a.room(3);
        assertThatThrownBy(() -> scene.importMessages(failed)).isInstanceOf(ProblemException.class);
        scene.a.room(Integer.MAX_VALUE);
        assertThat(WindowScene.texts(scene.a)).containsExactly("s0", "s1", "s2");
    }

    private BackupSet safety() {
        SetId id = scene.states.get(FAILED).safety().set();
        return scene.repository.find(id);
    }

    private RestoreRun begin(String job, BackupSet set) {
        RestoreRun run = scene.run(job, set, RestoreRequest.DEFAULT);
        new OpenQuietWindow().run(run);
        new SafetyBackup().run(run);
        return run;
    }

    private static void close(RestoreRun run) {
        run.remember(run.state().asCounted());
        new CloseQuietWindow(done -> { }).run(run);
    }

    private void send(PortableMessage message) {
        scene.server.sink(WindowScene.A).send(message);
        scene.server.commit();
    }
}
