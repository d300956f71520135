package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/** Backups and restores of a site through the API, watched to their end. */
record Restores(Site site) {

    static final Duration BOUND = Duration.ofMinutes(5);
    static final String OUT = "DomibusBusinessMessageOutQueue";
    static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    static final String DLQ = "DomibusDLQ";
    static final String DLQ_JNDI = "java:/jms/domibus.DLQ";

    /** A backup that must end well; gives the set. */
    String backUp(String body) {
        return end(started(site.api().startBackup(body)), "completed").path("set").asText();
    }

    String start(String set, String body) {
        return started(site.api().post("/backups/" + set + "/restores", body));
    }

    private static String started(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.locationId();
    }

    /** The restore's end, in whatever way. */
    JsonNode run(String set, String body) {
        return site.api().awaitJob(start(set, body), BOUND);
    }

    /** A restore that must end well. */
    JsonNode restore(String set, long receivedSince) {
        return end(start(set, confirmed(set, receivedSince, "")), "completed");
    }

    static String confirmed(String set, long receivedSince, String more) {
        return "{\"confirm\":{\"set\":\"%s\",\"receivedSince\":%d}%s}".formatted(set, receivedSince, more);
    }

    JsonNode end(String job, String state) {
        JsonNode end = site.api().awaitJob(job, BOUND);
        assertThat(end.path("state").asText().replace("-with-warnings", "")).as(end.toPrettyString())
                .isEqualTo(state);
        return end;
    }

    /** What the installation holds. */
    Snapshot snapshot() {
        return Snapshot.of(site, List.of(OUT, DLQ));
    }

    /** Codes of the errors of a job. */
    static List<String> errors(JsonNode job) {
        return codes(job, "error");
    }

    static List<String> warnings(JsonNode job) {
        return codes(job, "warning");
    }

    private static List<String> codes(JsonNode job, String severity) {
        return StreamSupport.stream(job.path("problems").spliterator(), false)
                .filter(problem -> problem.path("severity").asText().equals(severity))
                .map(problem -> problem.path("code").asText()).toList();
    }
}
