package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;

/** The server dies while messages are being exported, and the operator had asked to hold the window. */
class ExportKillIT {

    private static final String HOLD = "{\"onFailure\":\"hold\",\"components\":[\"messages\"]}";
    /** Queues that Domibus only sends to, with the JNDI names to send to them. */
    private static final Map<String, String> QUEUES = new TreeMap<>(Map.of(
            "DomibusBusinessMessageOutQueue", "java:/jms/domibus.backend.jms.outQueue",
            "DomibusErrorNotifyConsumerQueue", "java:/jms/domibus.backend.jms.errorNotifyConsumer",
            "DomibusPluginToBackendQueue", "java:/jms/domibus.backend.jms.replyQueue"));
    private static final int MESSAGES = 1000;

    @TempDir
    private static Path folder;
    private static Crash crash;

    @BeforeAll
    static void makeSite() {
        // chunks smaller than a queue, so that one is finished when the server dies
        crash = Crash.create(folder, Map.of("domibus.backup.messages.chunk-kib", "64"));
    }

    @AfterAll
    static void removeSite() {
        crash.close();
    }

    @Test
    @Tag("full")
    void finished_queues_are_kept_and_the_one_it_was_in_is_taken_anew_when_the_server_dies_in_a_held_window() {
        // the second of the three queues is half read
        KillSwitch point = crash.at(KillPoint.MESSAGE_READ, MESSAGES * 3 / 2);
        crash.armed(point);
        for (Map.Entry<String, String> queue : QUEUES.entrySet()) {
            // what a queue has ever had is not what it has: counters of the broker begin anew after a start
            crash.other().send(queue.getValue(), 50, "prefix=gone");
            assertThat(crash.other().drain(queue.getValue(), 50)).hasSize(50);
            crash.other().send(queue.getValue(), MESSAGES, "prefix=" + queue.getKey());
            crash.other().send(queue.getValue(), 3, "prefix=later", "delayMillis=3600000");
        }
        String job = crash.begin("/backups", HOLD);
        point.kill(crash.site().server(), Crash.BOUND);
        Map<String, Object> finished = identities(begun());
        assertThat(finished).as("one of the three is finished, one begun").hasSize(1);

        crash.start();
        assertThat(crash.site().api().get("/quiet-window").status()).isEqualTo(200);
        crash.restart(job);
        JsonNode ended = crash.end(job, "completed");
        Path set = crash.site().repository().resolve(ended.path("set").asText());

        Map<String, Object> kept = identities(set);
        kept.entrySet().retainAll(finished.entrySet());
        assertThat(kept).as("queues that were not read again").isEqualTo(finished);

        Path undisturbed = crash.site().repository().resolve(
                crash.complete("/backups", "{\"components\":[\"messages\"]}").path("set").asText());
        QUEUES.keySet().forEach(queue -> assertThat(Crash.lines(set.resolve(Crash.messageFile(queue))))
                .as(queue).hasSizeGreaterThan(MESSAGES)
                .isEqualTo(Crash.lines(undisturbed.resolve(Crash.messageFile(queue)))));
        assertThat(crash.pausedQueues()).isEmpty();
    }

    /** The set that is being made. */
    private static Path begun() {
        try (var sets = Files.list(crash.site().repository())) {
            return sets.filter(set -> set.toString().endsWith(".partial")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The finished files of the three queues: which they are, and when they were written. */
    private static Map<String, Object> identities(Path set) {
        Map<String, Object> identities = new TreeMap<>();
        for (String queue : QUEUES.keySet()) {
            Path file = set.resolve(Crash.messageFile(queue));
            if (Files.exists(file)) {
                try {
                    identities.put(queue, List.of(Files.getAttribute(file, "unix:ino"),
                            Files.getLastModifiedTime(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return identities;
    }
}
