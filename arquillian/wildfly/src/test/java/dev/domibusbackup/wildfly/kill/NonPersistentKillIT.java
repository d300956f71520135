package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;

/**
 * The server dies while messages are imported of which every third is non-persistent: what a broker holds in memory
 * alone is gone with it although the import had committed it, and is sent again because nobody has had it yet.
 */
@Tag("full")
class NonPersistentKillIT {

    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final int MESSAGES = 3000;
    private static final int EVERY = 3;
    private static final String IMPORT = "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true,"
            + "\"onFailure\":\"hold\"}";

    @TempDir
    private static Path folder;
    private static Crash crash;

    @BeforeAll
    static void makeSite() {
        // transactions of some 200 messages
        crash = Crash.create(folder, Map.of("domibus.backup.messages.chunk-kib", "64"));
    }

    @AfterAll
    static void removeSite() {
        crash.close();
    }

    @Test
    void each_non_persistent_message_is_there_once_although_the_broker_that_had_it_died_with_the_import() {
        KillSwitch place = crash.at(KillPoint.AFTER_THE_LOG, 7);
        crash.armed(place);
        crash.other().send(OUT_JNDI, MESSAGES, "nonPersistentEvery=" + EVERY);
        String set = crash.complete("/backups", "{\"components\":[\"messages\"]}").path("set").asText();
        crash.queues().clear(OUT);
        String job = crash.begin("/backups/" + set + "/ports", IMPORT);
        die(place);
        for (KillPoint point : List.of(KillPoint.BETWEEN_TWO_TRANSACTIONS, KillPoint.BETWEEN_THE_COMMITS)) {
            place = crash.at(point, 2);
            crash.armed(place);
            assertThat(crash.pausedQueues()).containsExactly(OUT);
            assertThat(crash.queues().count(OUT)).isPositive().isLessThan(MESSAGES);
            crash.restart(job);
            die(place);
        }
        crash.start();
        crash.restart(job);
        assertImported(crash.end(job, "completed"));
    }

    private static void die(KillSwitch place) {
        place.await(Crash.BOUND);
        crash.site().server().kill();
    }

    private static void assertImported(JsonNode job) {
        assertThat(crash.queues().count(OUT)).isEqualTo(MESSAGES);
        List<String> there = crash.other().drain(OUT_JNDI, MESSAGES);
        List<String> sent = Crash.ids("m", MESSAGES);
        assertThat(there).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(only(there, NonPersistentKillIT::isPersistent))
                .isEqualTo(only(sent, NonPersistentKillIT::isPersistent));
        JsonNode queue = StreamSupport.stream(job.at("/report/queues").spliterator(), false)
                .filter(each -> each.path("from").asText().equals("jms.queue." + OUT)).findFirst().orElseThrow();
        assertThat(queue.path("imported").asInt()).as(job.toPrettyString()).isEqualTo(MESSAGES);
    }

    private static List<String> only(List<String> ids, Predicate<String> which) {
        return ids.stream().filter(which).toList();
    }

    private static boolean isPersistent(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1)) % EVERY != 0;
    }
}
