package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;

/** Whatever happens in the window of a backup: Domibus comes back. */
class QuietWindowIT {

    @TempDir
    private static Path folder;
    private static Scene scene;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        scene.site().start();
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @AfterEach
    void cleanUp() {
        scene.cleanUp();
    }

    @Test
    void after_a_kill_inside_the_window_domibus_comes_back_and_the_job_can_be_restarted() {
        scene.site().otherApplication().send("java:/jms/domibus.DLQ", 20);
        String job = scene.startHeld("{\"label\":\"killed\"}");
        scene.assertHeld(job);
        scene.site().server().kill();
        scene.tools().letGo();

        scene.site().server().startAgain();
        scene.awaitDomibusBack();
        JsonNode interrupted = scene.end(job, "interrupted");
        assertThat(Scene.codes(interrupted)).contains("DB-JOB-009");

        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");
        JsonNode manifest = scene.assertSealed(ended);
        assertThat(Scene.queue(manifest, "DomibusDLQ").path("taken").asLong()).isEqualTo(20);
        scene.assertDomibusIsBack();
        scene.site().server().queues().clear("DomibusDLQ");
    }

    @Test
    void a_domibus_that_does_not_stop_fails_the_job_and_is_started_as_soon_as_its_stop_ends() {
        scene.settings("domibus.backup.domibus.stop-timeout=PT3S");
        scene.faultOn("block-stop");
        String job = scene.start(Scene.MESSAGES);
        JsonNode failed = scene.end(job, "failed");
        assertThat(Scene.codes(failed)).contains("DB-QUIET-002", "DB-QUIET-012");
        assertThat(scene.api().get("/quiet-window").status()).isEqualTo(200);

        ApiAnswer tooEarly = scene.api().post("/jobs/" + job + "/restart");
        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(tooEarly.problemCode()).as("a restart does not disturb the closing").isEqualTo("DB-QUIET-012");

        scene.faultOff("block-stop");
        scene.awaitDomibusBack();
        scene.restart(job);
        scene.assertSealed(scene.end(job, "completed"));
    }

    @Test
    void a_domibus_that_does_not_start_again_costs_no_set_and_a_restart_of_the_job_starts_it() {
        String job = refuseStart();
        JsonNode failed = scene.end(job, "failed");
        assertThat(Scene.codes(failed)).contains("DB-QUIET-004");
        scene.assertSealed(failed);
        assertThat(scene.api().get("/quiet-window").json().path("job").asText()).isEqualTo(job);

        scene.faultOff("refuse-start");
        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");
        assertThat(ended.path("set")).isEqualTo(failed.path("set"));
        scene.assertDomibusIsBack();
    }

    @Test
    void a_domibus_that_did_not_start_is_started_by_closing_the_window_by_hand() {
        String job = refuseStart();
        scene.assertSealed(scene.end(job, "failed"));
        ApiAnswer stillRefused = scene.api().delete("/quiet-window");
        assertThat(stillRefused.status()).isEqualTo(502);
        assertThat(stillRefused.problemCode()).isEqualTo("DB-QUIET-004");

        scene.faultOff("refuse-start");
        assertThat(scene.api().delete("/quiet-window").status()).isEqualTo(204);
        scene.assertDomibusIsBack();
    }

    private static String refuseStart() {
        String job = scene.startHeld("{\"components\":[\"messages\",\"databases\"]}");
        scene.faultOn("refuse-start");
        scene.tools().letGo();
        return job;
    }

    @Test
    void a_dump_that_fails_in_the_window_brings_domibus_back_at_once() {
        scene.tools().breakDown();
        JsonNode failed = scene.end(scene.start("{\"label\":\"broken\"}"), "failed");
        assertThat(Scene.codes(failed)).anyMatch(code -> code.startsWith("DB-SQL-"));
        assertThat(scene.folderOf(failed)).doesNotExist();
        scene.assertDomibusIsBack();
    }

    @Test
    void a_job_stopped_in_the_window_brings_domibus_back_and_can_be_restarted() {
        String job = scene.startHeld("{\"label\":\"stopped\"}");
        assertThat(scene.api().post("/jobs/" + job + "/stop").status()).isEqualTo(202);
        JsonNode stopped = scene.end(job, "stopped");
        assertThat(Scene.codes(stopped)).containsOnly("DB-JOB-008");
        scene.assertDomibusIsBack();

        scene.tools().letGo();
        scene.restart(job);
        scene.assertSealed(scene.end(job, "completed"));
        scene.assertDomibusIsBack();
    }

    @Test
    void a_second_backup_is_refused_while_one_is_at_work() {
        String job = scene.startHeld("{}");
        ApiAnswer second = scene.api().startBackup("{}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problemCode()).isEqualTo("DB-JOB-002");
        assertThat(scene.api().delete("/quiet-window").problemCode()).as("nor may anybody close its window")
                .isEqualTo("DB-QUIET-009");
        scene.tools().letGo();
        scene.end(job, "completed");
    }

    @Test
    void a_job_that_has_ended_well_cannot_be_restarted() {
        String job = scene.start(Scene.MESSAGES);
        scene.end(job, "completed");
        ApiAnswer restart = scene.api().post("/jobs/" + job + "/restart");
        assertThat(restart.status()).isEqualTo(409);
        assertThat(restart.problemCode()).isEqualTo("DB-JOB-003");
    }

    @Test
    void the_log_tells_when_the_window_was_open_and_closed() {
        scene.backUp(Scene.MESSAGES);
        scene.site().server().awaitLog(Pattern.compile("Quiet window .* is open"), Scene.BOUND);
        scene.site().server().awaitLog(Pattern.compile("Quiet window .* is closed"), Scene.BOUND);
    }
}
