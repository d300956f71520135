package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Hashes;
import dev.domibusbackup.set.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What speaks against a restore is found before anything is done to the server, all of it at once. */
@Timeout(60)
class PreflightTest {

    private static final String A = "jms.queue.A";

    @TempDir
    Path base;
    private SetScene scene;

    @BeforeEach
    void scene() throws IOException {
        scene = new SetScene(base).queue(A, "A", 3);
        scene.server.addQueue(A);
        scene.settings.setProperty("domibus.backup.messages.owned-queues", A);
    }

    @AfterEach
    void nothing_was_done_to_the_server() {
        assertThat(scene.server.acts()).isEmpty();
        assertThat(scene.state.schemas()).isEmpty();
    }

    @Test
    void a_set_that_fits_has_no_problem_and_a_plan() {
        BackupSet set = scene.seal();
        RestoreRun run = scene.run(set, SetScene.confirmed(set, ""));
        new Preflight().run(run);
        assertThat(run.targets().brokerQueues()).containsExactly(A);
        assertThat(run.messages()).isPresent();
        assertThat(scene.report.queues()).singleElement().satisfies(queue -> {
            assertThat(queue.messages()).isEqualTo(3);
            assertThat(queue.existing()).isZero();
        });
    }

    @Test
    void all_that_does_not_fit_is_told_at_once_by_a_restore_and_at_the_end_by_a_rehearsal() throws IOException {
        scene.schema("domibus", "default").installation.put("server", "tomcat").put("version", "4.2.9")
                .putArray("domains").add("default").add("red");
        scene.server.notExactlyOnce("a reason");
        BackupSet set = scene.seal();
        String[] expected = {"DB-RST-064", "DB-RST-065", "DB-RST-066", "DB-RST-060", "DB-RST-063", "DB-IMP-019"};
        String more = "\"queues\":[\"nobody's\"]";
        List<Problem> refused = problems(scene.run(set, "{" + more + "}"));
        assertThat(SetScene.codes(refused)).contains(expected);
        assertThat(refused).doesNotHaveDuplicates();

        RestoreRun rehearsal = scene.run(set, "{\"rehearsal\":true," + more + "}");
        new Preflight().run(rehearsal);
        assertThat(SetScene.codes(rehearsal.unfit())).contains("DB-RST-064", "DB-RST-065", "DB-RST-066", "DB-RST-063")
                .doesNotContain("DB-RST-060");
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> new Rehearse().run(rehearsal));
        assertThat(e.problems()).isEqualTo(rehearsal.unfit());
    }

    @Test
    void another_version_is_refused_unless_it_is_meant() {
        scene.installation.put("version", "4.2.9");
        BackupSet set = scene.seal();
        assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set, ""))))).containsExactly("DB-RST-065");
        new Preflight().run(scene.run(set, SetScene.confirmed(set, ",\"otherVersion\":true")));
    }

    @Test
    void tenants_that_are_switched_on_with_one_domain_are_another_layout_than_none() throws IOException {
        scene.schema("domibus", "default").installation.put("multiTenant", true);
        BackupSet set = scene.seal();
        assertThat(problems(scene.run(set, SetScene.confirmed(set, ""))))
                .filteredOn(problem -> problem.code().equals("DB-RST-066")).singleElement()
                .satisfies(problem -> assertThat(problem.fact()).contains("default (multi-tenant)"));
        for (String named : List.of("\"schemas\":[\"domibus\"]", "\"tenants\":[\"default\"]",
                "\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"copy\"}")) {
            assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set, "," + named)))))
                    .doesNotContain("DB-RST-066");
        }
    }

    @Test
    void choices_that_exclude_each_other_need_no_quiet_window() throws IOException {
        scene.schema("domibus_red", "red").schema("domibus_blue", "blue");
        BackupSet set = scene.seal();
        assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set,
                ",\"tenants\":[\"red\"],\"schemas\":[\"domibus_blue\"]"))))).contains("DB-RST-062");
        assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set, ",\"components\":[\"payloads\"]")))))
                .containsExactly("DB-RST-062");
    }

    @Test
    void a_damaged_artifact_is_found_whatever_is_chosen() throws IOException {
        scene.schema("domibus", "default");
        BackupSet set = scene.seal();
        Path dump = set.folder().resolve("databases/domibus.sql.gz");
        byte[] content = Files.readAllBytes(dump);
        content[content.length / 2] ^= 1;
        Files.write(dump, content);
        for (String request : List.of(SetScene.confirmed(set, ",\"components\":[\"messages\"]"),
                "{\"rehearsal\":true}")) {
            assertThat(SetScene.codes(problems(scene.run(set, request)))).contains("DB-SET-010");
        }
    }

    @Test
    void an_edited_manifest_is_found_by_the_audit_when_the_note_was_edited_too() throws IOException {
        BackupSet set = scene.seal();
        Path manifest = set.folder().resolve(BackupSet.MANIFEST);
        Path sums = set.folder().resolve(BackupSet.SUMS);
        String sealed = set.manifestHash();
        ObjectNode edited = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(manifest));
        Files.write(manifest, Json.pretty(edited.put("createdBy", "somebody else")));
        Files.writeString(sums, Files.readString(sums).replace(sealed, Hashes.of(manifest)));
        scene.repository.changeNotes(set.id(), notes -> notes.withManifestHash(set.manifestHash()));
        assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set, ""))))).containsExactly("DB-SET-018");
    }

    @Test
    void a_window_that_another_job_has_open_is_left_alone() {
        BackupSet set = scene.seal();
        scene.window.open(new QuietWindow.Request(Purpose.BACKUP, "another job", FakeApplicationServer.DOMIBUS,
                List.of(A), false, ForeignConsumers.WAIT));
        assertThat(SetScene.codes(problems(scene.run(set, SetScene.confirmed(set, ""))))).containsExactly("DB-RST-071");
        assertThat(scene.window.current()).hasValueSatisfying(
                window -> assertThat(window.job()).isEqualTo("another job"));
        assertThat(scene.server.acts()).contains("stop").doesNotContain("start");
        scene.server.forgetActs();
    }

    private static List<Problem> problems(RestoreRun run) {
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> new Preflight().run(run));
        assertThat(e).as("the preflight's problems").isNotNull();
        return e.problems();
    }
}
