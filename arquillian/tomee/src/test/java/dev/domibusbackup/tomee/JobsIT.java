package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;

/** Jobs on BatchEE: what is known of them outlives the server, and what a crash left can be restarted. */
class JobsIT {

    private static final Duration BOUND = Duration.ofMinutes(3);

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    @Test
    void a_job_whose_server_is_killed_in_the_quiet_window_is_interrupted_and_its_restart_ends_in_a_set() {
        String job = heldInWindow();
        assertThat(SHARED.site().domibus().answers()).isFalse();
        SHARED.site().server().kill();
        SHARED.dump().close();

        SHARED.site().server().startAgain();
        Await.until("Domibus", BOUND, () -> SHARED.site().domibus().answers());
        Await.until("the end of the window", BOUND,
                () -> SHARED.site().api().get("/quiet-window").status() == 404);
        Await.until("the end of the execution in BatchEE's own record", BOUND,
                () -> statuses(SHARED.site().api().job(job).json()).equals(List.of("failed")));
        assertThat(SHARED.site().api().job(job).json().path("state").asText()).isEqualTo("interrupted");

        ApiAnswer restarted = SHARED.site().api().post("/jobs/" + job + "/restart");
        assertThat(restarted.status()).as(restarted.toString()).isEqualTo(202);
        JsonNode end = SHARED.site().api().awaitJob(job, BOUND);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).startsWith("completed");
        assertThat(statuses(end)).containsExactly("completed", "failed");
        assertThat(SHARED.site().repository().resolve(end.path("set").asText()).resolve("manifest.json")).exists();
    }

    @Test
    void the_history_of_jobs_outlives_a_restart_of_the_server() {
        JsonNode ended = SHARED.end(SHARED.site().api().startBackup("{}"));
        SHARED.site().server().restart();
        Await.until("the API", BOUND, () -> SHARED.site().api().get("/jobs").status() == 200);

        JsonNode later = SHARED.site().api().job(ended.path("id").asText()).json();
        assertThat(later.path("executions")).isEqualTo(ended.path("executions")).isNotEmpty();
        assertThat(later.path("set")).isEqualTo(ended.path("set"));
        assertThat(later.path("problems")).isEqualTo(ended.path("problems"));
    }

    @Test
    void a_job_that_is_stopped_brings_domibus_back_and_can_be_restarted() {
        String job = heldInWindow();
        ApiAnswer stop = SHARED.site().api().post("/jobs/" + job + "/stop");
        assertThat(stop.status()).as(stop.toString()).isEqualTo(202);
        SHARED.dump().close();
        JsonNode stopped = SHARED.site().api().awaitJob(job, BOUND);
        assertThat(stopped.path("state").asText()).as(stopped.toPrettyString()).isEqualTo("stopped");
        assertThat(SHARED.site().domibus().answers()).isTrue();

        assertThat(SHARED.site().api().post("/jobs/" + job + "/restart").status()).isEqualTo(202);
        JsonNode end = SHARED.site().api().awaitJob(job, BOUND);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).startsWith("completed");
    }

    @Test
    void a_job_is_watched_by_server_sent_events_to_its_end() {
        ApiAnswer started = SHARED.site().api().startBackup(SharedSite.WITHOUT_MESSAGES);
        ApiAnswer events = SHARED.site().api().get("/jobs/" + started.locationId() + "/events");
        assertThat(events.status()).as(events.toString()).isEqualTo(200);
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        assertThat(events.body()).contains("event: job", "\"state\":\"running\"", "\"state\":\"completed\"");
        assertThat(SHARED.site().domibus().answers()).isTrue();
    }

    /** The id of a backup whose dump is held while Domibus is stopped. */
    private static String heldInWindow() {
        SHARED.dump().hold();
        ApiAnswer started = SHARED.site().api().startBackup(SharedSite.WITHOUT_MESSAGES);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        SHARED.dump().awaitHeld();
        return started.locationId();
    }

    private static List<String> statuses(JsonNode job) {
        List<String> statuses = new ArrayList<>();
        job.path("executions").forEach(execution -> statuses.add(execution.path("status").asText()));
        return statuses;
    }
}
