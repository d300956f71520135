package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/**
 * An import that was done.
 *
 * @param steps what each step took
 */
record Port(Map<String, Duration> steps) {

    private static final Duration BOUND = Duration.ofMinutes(20);
    /** Domibus ran on since the set was taken; nobody reads these queues. */
    private static final String REQUEST = "{\"acceptDuplicates\":true}";

    /** Imports a set into empty queues and waits for the end; a failure ends the benchmark. */
    static Port run(Site site, String set) {
        ApiAnswer started = site.api().post("/backups/" + set + "/ports", REQUEST);
        if (started.status() != 202) {
            throw new IllegalStateException(started.toString());
        }
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        if (!job.path("state").asText().startsWith("completed")) {
            throw new IllegalStateException(job.toPrettyString());
        }
        return new Port(Backup.steps(job));
    }
}
