package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;

/**
 * A Domibus that takes as long as the real one: 30 s to stop, 100 s to start. Nothing of ours gives up before that,
 * and all that time it is told what is waited for. The server's transactions end after 20 s here, so that a step that
 * waited inside one would fail.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlowDomibusIT {

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(100);
    private static final Duration BOUND = Duration.ofMinutes(6);
    /** What an answer may take meanwhile, on a machine that does other things too. */
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final List<String> READ = List.of("/quiet-window", "/jobs", "/backups", "/audit", "/health");

    @TempDir
    private static Path folder;
    private static Scene scene;
    private static String set;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        scene.site().with("standin.stop.seconds", Long.toString(STOP.toSeconds()))
                .with("standin.start.seconds", Long.toString(START.toSeconds())).start();
        scene.site().server().cli("/subsystem=transactions:write-attribute(name=default-timeout,value=20)");
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @Test
    @Order(1)
    void a_backup_tells_what_it_waits_for_and_everything_can_be_asked_meanwhile() {
        Instant looked = lookedAt();
        String job = scene.start("{\"label\":\"slow\"}");
        JsonNode stopping = awaitPhase(job, "stopping-domibus");
        assertThat(duration(stopping, "bound")).isEqualTo(Duration.ofMinutes(5)).isGreaterThan(STOP.multipliedBy(3));
        assertThat(stopping.has("expected")).as("never seen before").isFalse();
        assertAnswers();
        assertThat(lookedAt()).as("the last look, with its age").isEqualTo(looked);

        JsonNode starting = awaitPhase(job, "starting-domibus");
        assertThat(duration(starting, "bound")).isEqualTo(Duration.ofMinutes(15))
                .isGreaterThan(START.multipliedBy(3));
        assertAnswers();
        JsonNode later = Await.value("a phase that goes on", Duration.ofMinutes(1), () -> phase(job)
                .filter(phase -> duration(phase, "elapsed").toSeconds() >= 20));
        assertThat(later.path("since")).isEqualTo(starting.path("since"));
        JsonNode window = scene.api().get("/quiet-window").json();
        assertThat(window.path("state").asText()).isEqualTo("CLOSING");
        assertThat(window.path("phase").path("phase").asText()).isEqualTo("starting-domibus");

        JsonNode ended = scene.api().awaitJob(job, BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).isEqualTo("completed");
        assertThat(ended.has("phase")).isFalse();
        assertThat(lookedAt()).isAfter(looked);
        assertThat(Instant.now()).isAfter(Instant.parse(starting.path("since").asText()).plus(START));
        assertThat(scene.site().domibus().answers()).isTrue();
        set = ended.path("set").asText();
    }

    @Test
    @Order(2)
    void after_a_kill_in_the_middle_of_the_start_domibus_comes_back_and_that_is_told() {
        String job = scene.start("{\"label\":\"killed\"}");
        JsonNode stopping = awaitPhase(job, "stopping-domibus");
        assertExpected(stopping, STOP);
        awaitPhase(job, "starting-domibus");
        Await.until("the middle of the start", Duration.ofMinutes(2), () -> phase(job)
                .filter(phase -> duration(phase, "elapsed").toSeconds() >= 30).isPresent());
        scene.site().server().kill();

        scene.site().server().startAgain();
        JsonNode starting = awaitPhase(job, "starting-domibus");
        assertExpected(starting, START);
        assertAnswers();
        ApiAnswer installation = answer("/installation");
        assertThat(installation.status()).as("this process has never looked").isEqualTo(503);
        assertThat(installation.body()).contains("DB-SRV-024");
        Await.until("Domibus", BOUND, () -> scene.site().domibus().answers());
        Await.until("the end of the window", BOUND, () -> scene.api().get("/quiet-window").status() == 404);
        JsonNode interrupted = scene.end(job, "interrupted");
        assertThat(interrupted.has("phase")).isFalse();
    }

    @Test
    @Order(3)
    void a_restore_waits_as_long_and_tells_it_too() {
        String job = scene.api().post("/backups/" + set + "/restores", "{\"confirm\":{\"set\":\"" + set
                + "\",\"receivedSince\":0}}").locationId();
        assertExpected(awaitPhase(job, "stopping-domibus"), STOP);
        assertExpected(awaitPhase(job, "starting-domibus"), START);
        JsonNode ended = scene.api().awaitJob(job, BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");
        assertThat(scene.site().domibus().answers()).isTrue();
    }

    @Test
    @Order(4)
    void closing_a_window_by_hand_answers_before_domibus_has_started() {
        String job = scene.start("{\"components\":[\"messages\"],\"after\":\"stay-stopped\"}");
        JsonNode ended = scene.api().awaitJob(job, BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");

        ApiAnswer closing = scene.api().delete("/quiet-window");
        assertThat(closing.status()).as(closing.body()).isEqualTo(202);
        assertThat(closing.json().path("phase").path("phase").asText()).isEqualTo("starting-domibus");
        assertThat(scene.site().domibus().answers()).isFalse();
        Await.until("the end of the window", BOUND, () -> scene.api().get("/quiet-window").status() == 404);
        assertThat(scene.site().domibus().answers()).isTrue();
        JsonNode audit = scene.api().get("/audit").json();
        assertThat(audit.toString()).contains("quiet-window.close");
    }

    private static Instant lookedAt() {
        ApiAnswer answer = answer("/installation");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Instant.parse(answer.json().path("lookedAt").asText());
    }

    private static Optional<JsonNode> phase(String job) {
        JsonNode phase = scene.api().job(job).json().path("phase");
        return phase.isObject() ? Optional.of(phase) : Optional.empty();
    }

    private static JsonNode awaitPhase(String job, String kind) {
        return Await.value("the phase " + kind, BOUND, () -> phase(job)
                .filter(phase -> phase.path("phase").asText().equals(kind)));
    }

    private static void assertExpected(JsonNode phase, Duration took) {
        assertThat(duration(phase, "expected")).isBetween(took, took.plusSeconds(60));
    }

    private static Duration duration(JsonNode phase, String name) {
        return Duration.parse(phase.path(name).asText());
    }

    /** The server's management model is busy with Domibus; nobody who only looks waits for that. */
    private static void assertAnswers() {
        for (String path : READ) {
            ApiAnswer answer = answer(path);
            assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        }
    }

    private static ApiAnswer answer(String path) {
        long asked = System.nanoTime();
        ApiAnswer answer = scene.api().get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).as(path).isLessThan(ANSWER);
        return answer;
    }
}
