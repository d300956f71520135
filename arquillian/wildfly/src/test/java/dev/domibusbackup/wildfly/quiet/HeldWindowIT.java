package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** Domibus stays stopped where the operator asked for it, and only there. */
class HeldWindowIT {

    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final String STAY_STOPPED =
            "{\"after\":\"stay-stopped\",\"components\":[\"messages\",\"databases\"]}";
    private static final String HOLD =
            "{\"onFailure\":\"hold\",\"components\":[\"messages\",\"databases\",\"configuration\",\"server\"]}";

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
        scene.site().server().queues().clear(QUEUE);
    }

    @Test
    void domibus_stays_stopped_after_the_backup_until_the_window_is_closed_by_hand() {
        JsonNode job = scene.backUp(STAY_STOPPED);
        JsonNode manifest = scene.assertSealed(job);
        assertThat(manifest.path("quietWindow").hasNonNull("closedAt")).isFalse();
        assertThat(scene.assertHeld(job.path("id").asText()).path("state").asText()).isEqualToIgnoringCase("held");

        assertThat(scene.api().delete("/quiet-window").status()).isEqualTo(204);
        scene.assertDomibusIsBack();
    }

    @Test
    void queues_are_released_when_the_operator_deploys_domibus_himself() {
        JsonNode job = scene.backUp(STAY_STOPPED);
        scene.assertHeld(job.path("id").asText());
        deployByHand();
        scene.awaitDomibusBack();
    }

    @Test
    void to_stay_stopped_after_the_backup_does_not_mean_to_stay_stopped_after_a_failure() {
        scene.tools().breakDown();
        scene.end(scene.start(STAY_STOPPED), "failed");
        scene.assertDomibusIsBack();
    }

    @Test
    void a_failure_on_hold_keeps_domibus_stopped_and_a_restart_goes_on_in_the_same_window() throws IOException {
        scene.site().otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 30);
        scene.tools().breakDown();
        String job = scene.start(HOLD);
        JsonNode failed = scene.end(job, "failed");
        JsonNode window = scene.assertHeld(job);

        scene.tools().mend();
        Path inTheWay = inTheWayOfConfiguration(failed);
        scene.restart(job);
        assertThat(Scene.codes(scene.end(job, "failed"))).contains("DB-SET-006");
        assertThat(scene.assertHeld(job).path("id")).isEqualTo(window.path("id"));
        Object queueFile = identity(partial(failed).resolve(Scene.messageFile(QUEUE)));
        Folders.delete(inTheWay);

        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");
        JsonNode manifest = scene.assertSealed(ended);
        assertThat(manifest.path("quietWindow").path("id")).isEqualTo(window.path("id"));
        assertThat(identity(scene.messageFile(ended, QUEUE))).as("a finished queue is not read again")
                .isEqualTo(queueFile);
        assertThat(scene.ids(ended, QUEUE)).hasSize(30);
        scene.assertDomibusIsBack();
    }

    @Test
    void a_window_on_hold_is_let_go_when_the_operator_starts_domibus_and_a_restart_takes_everything_anew() {
        scene.tools().breakDown();
        String job = scene.start(HOLD);
        scene.end(job, "failed");
        JsonNode window = scene.assertHeld(job);
        deployByHand();
        scene.awaitDomibusBack();
        scene.site().otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 3);

        scene.tools().mend();
        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");
        JsonNode manifest = scene.assertSealed(ended);
        assertThat(manifest.path("quietWindow").path("id")).isNotEqualTo(window.path("id"));
        assertThat(scene.ids(ended, QUEUE)).containsExactlyInAnyOrder("m-0", "m-1", "m-2");
        scene.assertDomibusIsBack();
    }

    @Test
    @Tag("full")
    void a_held_window_outlives_the_server() {
        JsonNode job = scene.backUp(STAY_STOPPED);
        scene.site().server().kill();
        scene.site().server().startAgain();
        scene.site().server().awaitLog(Pattern.compile("is held open: Domibus stays stopped"),
                Scene.BOUND);
        scene.assertHeld(job.path("id").asText());
        assertThat(scene.api().delete("/quiet-window").status()).isEqualTo(204);
        scene.assertDomibusIsBack();
    }

    private static void deployByHand() {
        scene.site().server().management(
                Operations.createOperation("deploy", Management.address("deployment", Site.DOMIBUS)));
    }

    /** The archive of the configuration cannot be written while this is there. */
    private static Path inTheWayOfConfiguration(JsonNode job) throws IOException {
        Path folder = partial(job).resolve("configuration.tar.gz.part");
        Files.createDirectories(folder.resolve("something"));
        return folder;
    }

    private static Path partial(JsonNode job) {
        return scene.site().repository().resolve(job.path("set").asText() + ".partial");
    }

    private static Object identity(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
