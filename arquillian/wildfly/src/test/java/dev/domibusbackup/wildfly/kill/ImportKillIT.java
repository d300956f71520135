package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
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

    private static final String REPLACE = "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true,"
            + "\"existing\":\"replace\"}";
    /** Where it is killed, in the order of a transaction. */
    private static final List<KillPoint> PLACES = List.copyOf(
            EnumSet.range(KillPoint.AFTER_A_SEND, KillPoint.BETWEEN_TWO_TRANSACTIONS));

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

    @Tag("every-server")
    @Test
    void each_message_is_there_once_when_the_server_dies_after_the_decision_to_commit() {
        goOnToTheEnd(dieOnceMore(null, crash.at(KillPoint.AFTER_THE_LOG, 7), 0));
    }

    @Test
    @Tag("full")
    void each_message_is_there_once_although_the_server_dies_at_every_place_of_one_import() {
        String job = null;
        for (KillPoint point : PLACES) {
            job = dieOnceMore(job, crash.at(point, point == KillPoint.AFTER_A_SEND ? 333 : 2), 0);
        }
        goOnToTheEnd(job);
    }

    @Test
    @Tag("full")
    void each_message_is_there_once_although_the_server_dies_again_and_again_at_random_moments_of_one_import() {
        Random random = random();
        String job = null;
        for (int deaths = 0; deaths < 5; deaths++) {
            KillPoint point = PLACES.get(random.nextInt(PLACES.size()));
            int pass = 1 + random.nextInt(point == KillPoint.AFTER_A_SEND ? 600 : 3);
            boolean exact = random.nextBoolean();
            long later = random.nextInt(20_000_000);
            job = dieOnceMore(job, exact ? crash.at(point, pass) : crash.soonAfter(point, pass), exact ? 0 : later);
        }
        goOnToTheEnd(job);
    }

    @Test
    @Tag("full")
    void what_is_replaced_is_in_the_safety_set_once_although_the_server_dies_in_its_export_and_its_removal() {
        crash.armed(crash.at(KillPoint.MESSAGE_READ, 1500));
        crash.other().send(OUT_JNDI, 3000, "prefix=old");
        String job = dieOnceMore(null, crash.at(KillPoint.MESSAGE_READ, 1500), 0, REPLACE);
        job = dieOnceMore(job, crash.at(KillPoint.BEFORE_A_REMOVAL, 1), 0);
        job = dieOnceMore(job, crash.at(KillPoint.AFTER_A_REMOVAL, 1), 0);
        JsonNode ended = goOnToTheEnd(job);
        List<String> safety = Crash.lines(crash.site().repository()
                .resolve(ended.at("/report/safetySet").asText()).resolve(Crash.messageFile(OUT)));
        assertThat(safety).as("3000 messages, the first line and the last").hasSize(3002);
        assertThat(safety.subList(1, 3001)).allSatisfy(line -> assertThat(line).contains("\"old-"))
                .doesNotHaveDuplicates();
    }

    @Test
    @Tag("full")
    void queues_are_resumed_after_a_death_and_stay_paused_where_the_operator_asked_for_it() {
        dieOnceMore(null, crash.at(KillPoint.AFTER_A_SEND, 700), 0);
        crash.start();
        Await.until("queues are resumed", Crash.BOUND, () -> crash.pausedQueues().isEmpty());

        emptyQueue();
        String job = dieOnceMore(null, crash.at(KillPoint.AFTER_A_SEND, 700), 0, IMPORT_ON_HOLD);
        crash.start();
        Await.until("the recovery has looked", Crash.BOUND,
                () -> crash.site().server().log().find(Pattern.compile("stay paused")).isPresent());
        assertThat(crash.pausedQueues()).containsExactly(OUT);
        crash.restart(job);
        assertImported(crash.end(job, "completed"));
        assertThat(crash.pausedQueues()).isEmpty();
    }

    /**
     * Starts the server, begins the import or goes on with it, and kills the server.
     *
     * @param job   null for a new import
     * @param later nanoseconds between the place and the death
     */
    private static String dieOnceMore(String job, KillSwitch place, long later) {
        return dieOnceMore(job, place, later, IMPORT);
    }

    private static String dieOnceMore(String job, KillSwitch place, long later, String request) {
        System.out.printf("death at %s, %d ns later%n", place.script().getFileName(), later);
        if (!crash.isArmedFor(place)) {
            crash.armed(place);
        }
        String begun = job;
        if (job == null) {
            begun = crash.begin(ports, request);
        } else {
            crash.restart(job);
        }
        place.await(Crash.BOUND);
        LockSupport.parkNanos(later);
        crash.site().server().kill();
        return begun;
    }

    private static JsonNode goOnToTheEnd(String job) {
        crash.start();
        Instant up = Instant.now();
        System.out.printf("in the transaction manager's log: %s%n", crash.loggedTransactions());
        crash.restart(job);
        JsonNode ended = crash.end(job, "completed");
        System.out.printf("ended %s after the start, %s%n", Duration.between(up, Instant.now()),
                ended.path("problems").findValuesAsText("fact"));
        assertThat(crash.pausedQueues()).isEmpty();
        assertImported(ended);
        Await.until("the transaction manager's log is empty", Crash.BOUND, () -> crash.loggedTransactions().isEmpty());
        return ended;
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
