package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/**
 * A backup that was taken, with its times.
 *
 * @param steps       what each step took
 * @param stopping    from the request to stop until everything was at rest
 * @param window      from the request to stop until Domibus was asked to start
 * @param unavailable from the request to stop until Domibus answered
 * @param messages    messages in the set
 * @param set         its id
 */
record Backup(Map<String, Duration> steps, Duration stopping, Duration window, Duration unavailable, long messages,
        String set) {

    private static final Duration BOUND = Duration.ofMinutes(20);

    /** Takes a backup and waits for its end; a failure ends the benchmark. */
    static Backup take(Site site, String request) {
        ApiAnswer started = site.api().startBackup(request);
        if (started.status() != 202) {
            throw new IllegalStateException(started.toString());
        }
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        if (!job.path("state").asText().startsWith("completed")) {
            throw new IllegalStateException(job.toPrettyString());
        }
        JsonNode manifest = site.api().get("/backups/" + job.path("set").asText()).json();
        JsonNode window = manifest.path("quietWindow");
        Instant closing = null;
        for (JsonNode step : job.path("executions").path(0).path("steps")) {
            if (step.path("name").asText().equals("close-quiet-window")) {
                closing = Instant.parse(step.path("startedAt").asText());
            }
        }
        return new Backup(steps(job), between(window.path("openedAt"), window.path("cutAt")),
                Duration.between(Instant.parse(window.path("openedAt").asText()), closing),
                Duration.parse(window.path("unavailable").asText()),
                StreamSupport.stream(manifest.path("queues").spliterator(), false)
                        .mapToLong(queue -> queue.path("taken").asLong()).sum(), job.path("set").asText());
    }

    /** What each step of a job's first execution took. */
    static Map<String, Duration> steps(JsonNode job) {
        Map<String, Duration> steps = new LinkedHashMap<>();
        for (JsonNode step : job.path("executions").path(0).path("steps")) {
            steps.put(step.path("name").asText(), between(step.path("startedAt"), step.path("endedAt")));
        }
        return steps;
    }

    Duration step(String name) {
        return steps.get(name);
    }

    private static Duration between(JsonNode from, JsonNode to) {
        return Duration.between(Instant.parse(from.asText()), Instant.parse(to.asText()));
    }
}
