package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** Jobs and the sets they make, as a client of the API sees them. */
class JobsIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final List<String> STEPS = List.of("preflight", "read-server", "precopy", "open-quiet-window",
            "start-database-dumps", "export-messages", "copy-files", "close-quiet-window", "finish-database-dumps",
            "seal", "confirm-domibus");

    private static Site site;
    private static String jobId;
    private static JsonNode job;
    private static String set;

    @BeforeAll
    static void takeOneBackup() {
        site = SHARED.site();
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 5);
        ApiAnswer started = site.api().startBackup("{\"label\":\"jobs\"}");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        jobId = started.locationId();
        assertThat(started.json().path("job").asText()).isEqualTo(jobId);
        assertThat(started.json().path("href").asText()).isEqualTo(started.header("Location"));
        job = site.api().awaitJob(jobId, BOUND);
        set = job.path("set").asText();
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
    }

    @Test
    void a_job_tells_what_was_asked_by_whom_and_how_far_it_came() {
        assertThat(job.path("job").asText()).isEqualTo("domibus-backup");
        assertThat(job.path("startedBy").asText()).isEqualTo(Site.OPERATOR);
        assertThat(job.path("request").path("label").asText()).isEqualTo("jobs");
        assertThat(job.path("executions")).hasSize(1);
        JsonNode execution = job.path("executions").get(0);
        assertThat(Instant.parse(execution.path("endedAt").asText()))
                .isAfter(Instant.parse(execution.path("startedAt").asText()));
        assertThat(execution.path("steps").findValuesAsText("name")).isEqualTo(STEPS);
        assertThat(execution.path("steps").findValuesAsText("status")).containsOnly("completed");
        JsonNode messages = find(job.path("progress"), "task", "messages");
        assertThat(messages.path("done").asLong()).isEqualTo(messages.path("expected").asLong())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void events_tell_of_a_job_until_it_ends_and_then_the_stream_closes() throws Exception {
        try (HeldDump held = SHARED.dump().hold()) {
            String id = site.api().startBackup("{\"label\":\"events\"}").locationId();
            CompletableFuture<ApiAnswer> stream = CompletableFuture.supplyAsync(
                    () -> site.api().get("/jobs/" + id + "/events"));
            held.awaitHeld();
            assertThat(stream).isNotDone();
            held.close();

            ApiAnswer answer = stream.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
            List<String> states = new ArrayList<>();
            for (String line : answer.body().lines().filter(text -> text.startsWith("data:")).toList()) {
                JsonNode event = new ObjectMapper().readTree(line.substring(5));
                assertThat(event.path("id").asText()).isEqualTo(id);
                states.add(event.path("state").asText());
            }
            assertThat(states).hasSizeGreaterThan(1);
            assertThat(states.get(0)).isEqualTo("running");
            assertThat(states.get(states.size() - 1)).startsWith("completed");
            assertThat(states.subList(0, states.size() - 1)).containsOnly("running");
            Leaks.none(site, answer);
        }
    }

    @Test
    void events_of_a_job_that_has_ended_are_one_and_the_end() {
        ApiAnswer answer = site.api().get("/jobs/" + jobId + "/events");
        assertThat(answer.body().lines().filter(line -> line.startsWith("data:"))).hasSize(1);
    }

    @Test
    void jobs_are_listed_newest_first_page_by_page() {
        String second = site.api().startBackup("{\"components\":[\"application\"]}").locationId();
        site.api().awaitJob(second, BOUND);
        JsonNode all = site.api().get("/jobs").json();
        List<Instant> created = new ArrayList<>();
        all.forEach(one -> created.add(Instant.parse(one.path("createdAt").asText())));
        assertThat(created).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(all.get(0).path("id").asText()).isEqualTo(second);

        Set<String> paged = new HashSet<>();
        for (int first = 0; first < all.size(); first++) {
            JsonNode page = site.api().get("/jobs?first=" + first + "&most=1").json();
            assertThat(page).hasSize(1);
            paged.add(page.get(0).path("id").asText());
        }
        assertThat(paged).hasSize(all.size()).contains(jobId, second);
        assertThat(site.api().get("/jobs?first=" + all.size()).json()).isEmpty();
    }

    @Test
    void the_list_of_sets_tells_what_each_holds() {
        JsonNode listed = find(site.api().get("/backups").json(), "id", set);
        assertThat(listed.path("createdBy").asText()).isEqualTo(Site.OPERATOR);
        assertThat(listed.path("domibusVersion").asText()).isEqualTo("5.1.1");
        assertThat(listed.path("components")).hasSize(7);
        assertThat(listed.path("messages").asLong()).isGreaterThanOrEqualTo(5);
        assertThat(listed.path("rows").asLong()).isPositive();
        assertThat(listed.path("bytes").asLong()).isPositive();
        assertThat(listed.path("pinned").asBoolean(true)).isFalse();
        assertThat(Duration.parse(listed.path("unavailable").asText())).isPositive();
        assertThat(Instant.parse(listed.path("sealedAt").asText()))
                .isAfter(Instant.parse(listed.path("cutAt").asText()));
        JsonNode manifest = site.api().get("/backups/" + set).json();
        assertThat(manifest.path("artifacts").size()).isPositive();
        Leaks.none(site, site.api().get("/backups/" + set));
    }

    @Test
    void the_instructions_are_those_of_this_very_set() throws Exception {
        ApiAnswer instructions = site.api().get("/backups/" + set + "/instructions");
        assertThat(instructions.status()).isEqualTo(200);
        assertThat(instructions.header("Content-Type")).startsWith("text/markdown");
        assertThat(instructions.body())
                .isEqualTo(Files.readString(site.repository().resolve(set).resolve("RESTORE.md")));
        assertThat(instructions.body()).contains(set).contains("domibus");
        Leaks.none(site, instructions);
    }

    @Test
    void a_pinned_set_is_not_deleted_and_every_act_is_audited() {
        String id = site.api().awaitJob(site.api().startBackup("{\"components\":[\"application\"],\"label\":\"pin\"}")
                .locationId(), BOUND).path("set").asText();
        Path folder = site.repository().resolve(id);

        assertThat(site.api().put("/backups/" + id + "/pin", "").status()).isEqualTo(204);
        assertThat(find(site.api().get("/backups").json(), "id", id).path("pinned").asBoolean()).isTrue();
        Leaks.problem(site, site.api().delete("/backups/" + id), 409, "DB-SET-004");
        assertThat(folder).exists();
        assertThat(site.api().delete("/backups/" + id + "/pin").status()).isEqualTo(204);
        assertThat(site.api().delete("/backups/" + id).status()).isEqualTo(204);
        assertThat(folder).doesNotExist();
        Leaks.problem(site, site.api().get("/backups/" + id), 404, "DB-SET-003");

        JsonNode audit = site.api().get("/audit").json();
        List<String> actions = new ArrayList<>();
        audit.forEach(entry -> {
            if (entry.path("subject").asText().equals(id)) {
                assertThat(entry.path("user").asText()).isEqualTo(Site.OPERATOR);
                actions.add(entry.path("action").asText() + " " + entry.path("result").asText());
            }
        });
        assertThat(actions).containsExactly("backup.delete ok", "backup.unpin ok", "backup.delete DB-SET-004",
                "backup.pin ok", "backup.sealed ok");
    }

    @Test
    void start_and_end_of_a_job_are_audited() {
        List<String> actions = Await.value("the end in the audit", BOUND, () -> {
            List<String> found = new ArrayList<>();
            site.api().get("/audit?most=1000").json().forEach(entry -> {
                if (entry.path("subject").asText().equals(jobId)) {
                    found.add(entry.path("action").asText() + " " + entry.path("user").asText() + " "
                            + entry.path("result").asText());
                }
            });
            return found.size() < 2 ? Optional.empty() : Optional.of(found);
        });
        assertThat(actions).containsExactly("domibus-backup.end olga ok", "domibus-backup.start olga ok");
        assertThat(site.api().get("/audit?most=1").json()).hasSize(1);
    }

    @Test
    void a_second_backup_is_refused_while_one_runs() {
        try (HeldDump held = SHARED.dump().hold()) {
            String id = site.api().startBackup("{}").locationId();
            held.awaitHeld();
            JsonNode problem = Leaks.problem(site, site.api().startBackup("{}"), 409, "DB-JOB-002");
            assertThat(problem.path("detail").asText()).contains(id);
            assertThat(site.api().get("/health").json().path("runningJob").asText()).isEqualTo(id);
            assertThat(site.api().get("/quiet-window").json().path("job").asText()).isEqualTo(id);
            Leaks.problem(site, site.api().delete("/quiet-window"), 409, "DB-QUIET-009");
            Leaks.problem(site, site.api().post("/jobs/" + id + "/restart"), 409, "DB-JOB-003");
            Leaks.problem(site, site.api().post("/jobs/" + id + "/abandon"), 409, "DB-JOB-005");
            held.close();
            assertThat(site.api().awaitJob(id, BOUND).path("state").asText()).startsWith("completed");
            Leaks.problem(site, site.api().post("/jobs/" + id + "/stop"), 409, "DB-JOB-004");
            Leaks.problem(site, site.api().post("/jobs/" + id + "/restart"), 409, "DB-JOB-003");
        }
    }

    @Test
    void health_is_well_and_tells_of_a_domibus_that_is_gone() {
        JsonNode health = site.api().get("/health").json();
        assertThat(health.path("well").asBoolean()).as(health.toString()).isTrue();
        assertThat(health.path("domibus").asText()).isEqualTo("running");
        assertThat(health.path("problems")).isEmpty();
        assertThat(Instant.parse(health.path("lastSealedAt").asText())).isBefore(Instant.now());

        SHARED.undeploy(Site.DOMIBUS);
        try {
            JsonNode stopped = site.api().get("/health").json();
            assertThat(stopped.path("well").asBoolean(true)).as(stopped.toString()).isFalse();
            assertThat(stopped.path("domibus").asText()).isEqualTo("stopped");
            assertThat(stopped.path("problems").findValuesAsText("code")).containsExactly("DB-SRV-018");
        } finally {
            SHARED.deploy(Site.DOMIBUS);
        }
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("no " + field + " " + value + " in " + list.toPrettyString());
    }
}
