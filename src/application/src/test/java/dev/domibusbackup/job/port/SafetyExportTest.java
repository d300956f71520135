package dev.domibusbackup.job.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.set.BackupSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is replaced is in the safety set, and what is not in the safety set stays. */
class SafetyExportTest {

    @TempDir
    Path base;
    private PortScene scene;
    private FakeQueue target;

    @BeforeEach
    void scene() {
        scene = new PortScene(base);
        target = scene.target.paused(true);
    }

    @Test
    void what_was_in_the_queue_is_in_the_set_and_no_longer_in_the_queue() throws IOException {
        target.send(5).schedule(2);
        export();

        assertThat(target.contents()).isEmpty();
        assertThat(exported()).isEqualTo(7);
        assertThat(scene.warnings).isEmpty();
        assertThat(scene.state.safety().removed()).isTrue();
    }

    @Test
    void what_was_begun_before_the_cut_and_committed_after_the_export_stays_and_is_told() throws IOException {
        target.send(5);
        long open = target.begin();
        scene.server.listen(act -> {
            if (act.equals("remove " + PortScene.TO)) {
                target.commit(open);
            }
        });
        export();

        assertThat(target.contents()).extracting(PortableMessage::body)
                .containsExactly(new Body.Text(PortScene.TO + " late"));
        assertThat(exported()).isEqualTo(5);
        assertThat(scene.warnings).extracting(Problem::code).containsExactly("DB-IMP-016");
    }

    @Test
    void a_restart_removes_what_an_interrupted_removal_left_and_notes_what_the_seal_had_not() throws IOException {
        target.send(5);
        scene.server.refuse("remove " + PortScene.TO);
        assertThatThrownBy(this::export).isInstanceOf(ProblemException.class);
        BackupSet sealed = scene.repository.find(scene.state.safety().set());
        scene.repository.changeNotes(sealed.id(), notes -> notes.withManifestHash(null));
        Files.delete(scene.repository.root().resolve(".catalog/audit.jsonl"));

        scene.server.allow("remove " + PortScene.TO);
        export();
        assertThat(target.contents()).isEmpty();
        assertThat(scene.repository.notes(sealed.id()).manifestHash()).isEqualTo(sealed.manifestHash());
        assertThat(scene.repository.audit().last(5)).singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("backup.sealed"));
        assertThat(scene.repository.sets()).hasSize(1);
    }

    private void export() throws IOException {
        new SafetyExport().run(scene.run(Existing.REPLACE, 0));
    }

    private long exported() {
        BackupSet set = scene.repository.find(scene.state.safety().set());
        List<String> files = set.manifest().queues().stream().map(queue -> queue.artifact()).toList();
        return files.stream().mapToLong(file -> MessageFileReader.check(set.folder().resolve(file))).sum();
    }
}
