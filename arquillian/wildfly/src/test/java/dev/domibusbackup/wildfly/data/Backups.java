package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** Backups of a site, started through the API and watched to their end. */
record Backups(Site site) {

    private static final Duration BOUND = Duration.ofMinutes(3);

    /** Starts a backup and gives the job's id. */
    String start(String body) {
        ApiAnswer started = site.api().startBackup(body);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.locationId();
    }

    /** Takes a backup that must end well, with or without warnings. */
    SealedSet take(String body) {
        return completed(start(body));
    }

    /** Waits for a job that must end well. */
    SealedSet completed(String job) {
        JsonNode end = end(job);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).startsWith("completed");
        return SealedSet.of(site, end.path("set").asText());
    }

    /** Waits for a job that must fail. */
    JsonNode failed(String job) {
        JsonNode end = end(job);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).isEqualTo("failed");
        return end;
    }

    /** Restarts a job that has failed; it must end well. */
    SealedSet restarted(String job) {
        ApiAnswer answer = site.api().post("/jobs/" + job + "/restart");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        awaitExecutions(job, 2);
        return completed(job);
    }

    JsonNode end(String job) {
        return site.api().awaitJob(job, BOUND);
    }

    /** Waits until a step of the job has begun. */
    void awaitStep(String job, String step) {
        Await.until("step " + step + " of job " + job, BOUND, () -> steps(job).contains(step));
    }

    /** Names of the steps that have begun, of all executions. */
    List<String> steps(String job) {
        return stream(site.api().job(job).json().path("executions"))
                .flatMap(execution -> stream(execution.path("steps"))).map(step -> step.path("name").asText()).toList();
    }

    private void awaitExecutions(String job, int number) {
        Await.until("execution " + number + " of job " + job, BOUND,
                () -> site.api().job(job).json().path("executions").size() >= number);
    }

    /** Codes of the errors of a job. */
    static List<String> errors(JsonNode job) {
        return stream(job.path("problems")).filter(problem -> problem.path("severity").asText().equals("error"))
                .map(problem -> problem.path("code").asText()).toList();
    }

    /** Facts and hints of the problems of a job with this code. */
    static List<String> texts(JsonNode job, String code) {
        return stream(job.path("problems")).filter(problem -> problem.path("code").asText().equals(code))
                .map(problem -> problem.path("fact").asText() + " " + problem.path("hint").asText()).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
