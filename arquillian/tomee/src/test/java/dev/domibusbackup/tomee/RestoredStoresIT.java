package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.ActiveMqQueues;

/** The messages of a set come back with the stores of the broker inside Domibus. */
class RestoredStoresIT {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String OUT = "domibus.backend.jms.outQueue";
    private static final String ERRORS = "domibus.backend.jms.errorNotifyConsumer";

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    @BeforeAll
    static void awaitBroker() {
        Await.until("the broker", BOUND, SHARED.site().queues()::answers);
    }

    @Test
    void messages_that_were_taken_since_are_back_and_those_that_came_since_are_in_the_safety_set() throws Exception {
        ActiveMqQueues queues = SHARED.site().queues();
        List<String> sent = new ArrayList<>();
        try (Backend backend = new Backend(SHARED.site().broker())) {
            sent.addAll(backend.send(OUT, 60, message -> { }));
            backend.send(OUT, 6, Backend.delayed(3_600_000));
            backend.send(ERRORS, 6, message -> { });
            backend.fail(ERRORS, 6);
        }
        Await.until("6 delayed messages and 6 to be delivered again", BOUND, () -> queues.scheduled() == 12);
        String set = end(SHARED.site().api().startBackup("{}")).path("set").asText();

        List<String> since;
        Await.until("the broker again", BOUND, queues::answers);
        try (Backend backend = new Backend(SHARED.site().broker())) {
            backend.take(OUT, 60);
            since = backend.send(OUT, 5, message -> { });
            backend.send(OUT, 3, Backend.delayed(3_600_000));
        }
        Await.until("3 more that wait", BOUND, () -> queues.scheduled() == 15);

        end(restore(set, "messages"));
        assertHeld(queues, 60, 12);
        assertThat(left()).isEmpty();
        try (Backend backend = new Backend(SHARED.site().broker())) {
            assertThat(backend.take(OUT, 60)).containsExactlyElementsOf(sent);
        }
        assertHeld(queues, 0, 12);

        end(restore(safetySet(), "messages"));
        assertHeld(queues, 5, 15);
        try (Backend backend = new Backend(SHARED.site().broker())) {
            assertThat(backend.take(OUT, 5)).containsExactlyElementsOf(since);
        }
    }

    private static JsonNode end(ApiAnswer started) {
        JsonNode job = SHARED.end(started);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        return job;
    }

    private static ApiAnswer restore(String set, String component) {
        return SHARED.site().api().post("/backups/" + set + "/restores",
                "{\"components\":[\"" + component + "\"],\"confirm\":{\"set\":\"" + set + "\"}}");
    }

    /** Of the first restore, the oldest that there is. */
    private static String safetySet() throws IOException {
        try (Stream<Path> sets = Files.list(SHARED.site().repository())) {
            return sets.map(path -> path.getFileName().toString()).filter(name -> name.endsWith("-safety")).sorted()
                    .findFirst().orElseThrow();
        }
    }

    private static void assertHeld(ActiveMqQueues queues, long ready, int scheduled) {
        Await.until("the broker again", BOUND, queues::answers);
        assertThat(queues.count(OUT)).isEqualTo(ready);
        assertThat(queues.scheduled()).isEqualTo(scheduled);
    }

    /** What lies beside the stores and is none. */
    private static List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path store : List.of(SHARED.site().broker().kahaDb(), SHARED.site().broker().scheduler())) {
            try (Stream<Path> beside = Files.list(store.getParent())) {
                beside.filter(path -> path.getFileName().toString().contains("domibus-backup")).forEach(left::add);
            }
        }
        return left;
    }
}
