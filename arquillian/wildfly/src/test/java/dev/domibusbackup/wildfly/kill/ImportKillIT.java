package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;

/**
 * The server dies while messages are imported. However often and wherever: started again and the job restarted, each
 * message is in its queue once, and in order.
 */
class ImportKillIT {

    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final int MESSAGES = 5000;
    private static final String IMPORT = "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true}";
    private static final String IMPORT_ON_HOLD = "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true,"
            + "\"onFailure\":\"hold\"}";

    @TempDir
    private static Path folder;
    private static Crash crash;
    private static String ports;

    /** The server of the set-up is killed by the first test already: starting it takes longer than all the rest. */
    @BeforeAll
    static void takeASet() {
        // transactions of some 200 messages
        crash = Crash.create(folder, Map.of("domibus.backup.messages.chunk-kib", "64"));
        crash.armed(crash.at(KillPoint.AFTER_THE_LOG, 7));
        crash.other().send(OUT_JNDI, MESSAGES);
        ports = "/backups/" + crash.complete("/backups", "{\"components\":[\"messages\"]}").path("set").asText()
                + "/ports";
    }

    @AfterAll
    static void removeSite() {
        crash.close();
    }

    @BeforeEach
    void emptyQueue() {
        if (!crash.site().server().isAlive()) {
            crash.start();
        }
        crash.queues().clear(OUT);
        assertThat(crash.queues().count(OUT)).isZero();
    }

    @Test
    void each_message_is_there_once_when_the_server_dies_after_the_decision_to_commit() {
        dieAndGoOn(KillPoint.AFTER_THE_LOG, 7);
    }

    @ParameterizedTest
    @Tag("full")
    @EnumSource(value = KillPoint.class, mode = Mode.EXCLUDE,
            names = {"MESSAGE_READ", "BEFORE_A_REMOVAL", "AFTER_A_REMOVAL", "AFTER_A_SEND"})
    void each_message_is_there_once_wherever_the_server_dies(KillPoint point) {
        dieAndGoOn(point, 3);
    }

    @Test
    @Tag("full")
    void each_message_is_there_once_when_the_server_dies_again_and_again_in_one_import() {
        Random random = random();
        String job = null;
        for (int deaths = 0; deaths < 6; deaths++) {
            KillPoint point = KillPoint.values()[3 + random.nextInt(KillPoint.values().length - 3)];
            int pass = point == KillPoint.AFTER_A_SEND ? 1 + random.nextInt(600) : 1 + random.nextInt(3);
            KillSwitch place = random.nextBoolean() ? crash.at(point, pass) : crash.soonAfter(point, pass);
            long later = random.nextInt(20_000_000);
            System.out.printf("death %d: %s, pass %d, %s%n", deaths, point, pass, place);
            crash.armed(place);
            if (job == null) {
                job = crash.begin(ports, IMPORT);
            } else {
                crash.restart(job);
            }
            place.await(Crash.BOUND);
            LockSupport.parkNanos(place.holds() ? 0 : later);
            crash.site().server().kill();
        }
        crash.start();
        crash.restart(job);
        assertImported(crash.end(job, "completed"));
    }

    @Test
    @Tag("full")
    void queues_are_resumed_after_a_death_and_stay_paused_where_the_operator_asked_for_it() {
        die(KillPoint.AFTER_A_SEND, 700, IMPORT);
        Await.until("queues are resumed", Crash.BOUND, () -> crash.pausedQueues().isEmpty());

        emptyQueue();
        String job = die(KillPoint.AFTER_A_SEND, 700, IMPORT_ON_HOLD);
        Await.until("the recovery has looked", Crash.BOUND,
                () -> crash.site().server().log().find(Pattern.compile("stay paused")).isPresent());
        assertThat(crash.pausedQueues()).containsExactly(OUT);
        crash.restart(job);
        assertImported(crash.end(job, "completed"));
        assertThat(crash.pausedQueues()).isEmpty();
    }

    private void dieAndGoOn(KillPoint point, int pass) {
        String job = die(point, pass, IMPORT);
        Instant up = Instant.now();
        crash.restart(job);
        JsonNode ended = crash.end(job, "completed");
        System.out.printf("%s, pass %d: went on and ended %s after the start, %s%n", point, pass,
                Duration.between(up, Instant.now()), ended.path("problems").findValuesAsText("code"));
        assertImported(ended);
        assertThat(crash.pausedQueues()).isEmpty();
    }

    /** Begins an import, kills the server at this place and starts it again. */
    private static String die(KillPoint point, int pass, String request) {
        KillSwitch place = crash.at(point, pass);
        if (!crash.isArmedFor(place)) {
            crash.armed(place);
        }
        String job = crash.begin(ports, request);
        place.kill(crash.site().server(), Crash.BOUND);
        crash.start();
        return job;
    }

    private static void assertImported(JsonNode job) {
        assertThat(crash.queues().count(OUT)).isEqualTo(MESSAGES);
        assertThat(crash.other().drain(OUT_JNDI, MESSAGES)).isEqualTo(Crash.ids("m", MESSAGES));
        assertThat(crash.queues().count(OUT)).isZero();
        JsonNode queue = StreamSupport.stream(job.at("/report/queues").spliterator(), false)
                .filter(each -> each.path("from").asText().equals("jms.queue." + OUT)).findFirst().orElseThrow();
        assertThat(queue.path("imported").asInt()).as(job.toPrettyString()).isEqualTo(MESSAGES);
        assertThat(queue.path("toImport").asInt()).isEqualTo(MESSAGES);
    }

    /** The same moments again: {@code -Dkill.seed=…}. */
    private static Random random() {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("kill.seed=" + seed);
        return new Random(seed);
    }
}
