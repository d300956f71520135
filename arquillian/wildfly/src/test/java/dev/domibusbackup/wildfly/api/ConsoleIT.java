package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.site.Site;

/** The jobs by {@code jboss-cli.sh}, without the API. */
class ConsoleIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String BATCH = "/deployment=" + BuildOutput.ear().getFileName()
            + "/subdeployment=domibus-backup.war/subsystem=batch-jberet";
    private static final Pattern STARTED = Pattern.compile("\"result\" => (\\d+)L");

    private static Site site;

    @BeforeAll
    static void takeSite() {
        site = SHARED.site();
    }

    @Test
    void a_backup_is_started_and_watched_there_and_audited_as_from_the_console() {
        long execution = start("");
        JsonNode job = jobOf(execution);
        JsonNode ended = site.api().awaitJob(job.path("id").asText(), BOUND);

        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");
        assertThat(ended.path("startedBy").asText()).isEqualTo("console");
        assertThat(site.repository().resolve(ended.path("set").asText()).resolve("manifest.json")).exists();
        assertThat(auditOf(job, ".start")).isEqualTo("console ok");
        assertThat(auditOf(job, ".end")).isEqualTo("console ok");
        assertThat(watch(execution)).contains("\"batch-status\" => \"COMPLETED\"");
        assertThat(site.domibus().answers()).isTrue();
    }

    @Test
    void a_start_there_while_a_backup_runs_fails_and_does_not_disturb_it() {
        try (HeldDump held = SHARED.dump().hold()) {
            String first = site.api().startBackup("{\"label\":\"first\"}").locationId();
            held.awaitHeld();
            String window = site.api().get("/quiet-window").json().path("id").asText();

            refusedAsBusy(start(""), first);
            refusedAsBusy(start(",properties={request=" + first + "}"), first);

            assertThat(site.api().get("/quiet-window").json().path("id").asText()).isEqualTo(window);
            assertThat(site.domibus().answers()).as("still stopped").isFalse();
            assertThat(site.server().queues().isPaused("DomibusDLQ")).isTrue();
            Leaks.problem(site, site.api().startBackup("{}"), 409, "DB-JOB-002");
            assertThat(site.api().job(first).json().path("state").asText()).isEqualTo("running");
            held.close();
            JsonNode ended = site.api().awaitJob(first, BOUND);
            assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");
            assertThat(ended.path("executions")).hasSize(1);
        }
        assertThat(site.domibus().answers()).isTrue();
    }

    private void refusedAsBusy(long execution, String runningJob) {
        JsonNode job = jobOf(execution);
        assertThat(job.path("id").asText()).isNotEqualTo(runningJob);
        JsonNode ended = site.api().awaitJob(job.path("id").asText(), BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).isEqualTo("failed");
        assertThat(ended.path("problems").findValuesAsText("code")).containsExactly("DB-JOB-002");
        assertThat(auditOf(ended, ".end")).isEqualTo("console DB-JOB-002");
    }

    @Test
    void a_job_of_the_api_is_stopped_and_restarted_there() {
        String id;
        try (HeldDump held = SHARED.dump().hold()) {
            id = site.api().startBackup("{\"label\":\"restarted\"}").locationId();
            held.awaitHeld();
            site.server().cli(BATCH + ":stop-job(execution-id=" + executionOf(id) + ")");
        }
        JsonNode stopped = site.api().awaitJob(id, BOUND);
        assertThat(stopped.path("state").asText()).as(stopped.toPrettyString()).isEqualTo("stopped");
        Await.until("Domibus after the stop", BOUND, () -> site.domibus().answers());

        long execution = number(site.server().cli(BATCH + ":restart-job(execution-id=" + executionOf(id) + ")"));
        assertThat(jobOf(execution).path("id").asText()).isEqualTo(id);
        JsonNode ended = site.api().awaitJob(id, BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");
        assertThat(ended.path("executions")).hasSize(2);
        assertThat(ended.path("set").asText()).isEqualTo(stopped.path("set").asText()).endsWith("-restarted");
        assertThat(site.repository().resolve(ended.path("set").asText())).exists();
        assertThat(site.domibus().answers()).isTrue();
    }

    private static long start(String more) {
        return number(site.server().cli(BATCH + ":start-job(job-xml-name=domibus-backup" + more + ")"));
    }

    private static String watch(long execution) {
        return site.server().cli(BATCH + "/job=domibus-backup/execution=" + execution
                + ":read-resource(include-runtime=true)");
    }

    private static long number(String output) {
        Matcher result = STARTED.matcher(output);
        assertThat(result.find()).as(output).isTrue();
        return Long.parseLong(result.group(1));
    }

    /** The job of the API above an execution of the batch runtime; it is noted when its first step begins. */
    private static JsonNode jobOf(long execution) {
        return Await.value("a job of execution " + execution, BOUND, () -> {
            for (JsonNode job : site.api().get("/jobs?most=200").json()) {
                if (job.path("executions").findValuesAsText("id").contains(Long.toString(execution))) {
                    return Optional.of(job);
                }
            }
            return Optional.empty();
        });
    }

    private static long executionOf(String job) {
        return site.api().job(job).json().path("executions").get(0).path("id").asLong();
    }

    private static String auditOf(JsonNode job, String action) {
        return Await.value("the audit of " + job.path("id"), BOUND, () -> {
            for (JsonNode entry : site.api().get("/audit?most=1000").json()) {
                if (entry.path("subject").equals(job.path("id"))
                        && entry.path("action").asText().equals("domibus-backup" + action)) {
                    return Optional.of(entry.path("user").asText() + " " + entry.path("result").asText());
                }
            }
            return Optional.empty();
        });
    }
}
