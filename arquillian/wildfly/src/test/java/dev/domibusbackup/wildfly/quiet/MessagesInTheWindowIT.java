package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.message.Body;

/** What becomes of messages while the window is open: all of the cut are in the set, and none is lost or doubled. */
class MessagesInTheWindowIT {

    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final String IN = "DomibusBusinessMessageInQueue";
    private static final String IN_JNDI = "java:/jms/domibus.backend.jms.inQueue";
    private static final String REPLY = "DomibusPluginToBackendQueue";
    private static final String WITH_A_DUMP = "{\"components\":[\"messages\",\"databases\"]}";

    @TempDir
    private static Path folder;
    private static Scene scene;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        scene.site().start();
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @AfterEach
    void cleanUp() {
        other().letGo();
        scene.cleanUp();
        List.of(OUT, IN, REPLY).forEach(queues()::clear);
    }

    @Test
    void messages_held_by_another_application_fail_the_job_by_name_and_domibus_comes_back() {
        other().send(OUT_JNDI, 1000);
        other().hold(OUT_JNDI);
        Await.until("all are prefetched", Scene.BOUND, () -> queues().delivering(OUT) == 1000);
        scene.settings("domibus.backup.quiet.rest-timeout=PT2S");
        JsonNode failed = scene.end(scene.start(Scene.MESSAGES), "failed");
        assertThat(Scene.codes(failed)).containsExactly("DB-QUIET-003");
        assertThat(failed.path("problems").findValuesAsText("fact"))
                .anySatisfy(fact -> assertThat(fact).contains(OUT, "1000 messages", "other-application"));
        scene.assertDomibusIsBack();
    }

    @Test
    void messages_held_by_another_application_are_all_in_the_set_when_it_is_disconnected() {
        other().send(OUT_JNDI, 1000);
        other().hold(OUT_JNDI);
        JsonNode job = scene.backUp("{\"components\":[\"messages\"],\"foreignConsumers\":\"disconnect\"}");
        scene.assertSealed(job);
        assertThat(scene.ids(job, OUT)).containsExactlyInAnyOrderElementsOf(ids("m-", 1000));
    }

    @Test
    void what_a_producer_sends_during_the_window_is_counted_apart_and_not_lost() {
        other().produce(OUT_JNDI, 5);
        Await.until("messages before the window", Scene.BOUND, () -> other().produced() > 50);
        String id = scene.startHeld(WITH_A_DUMP);
        long atTheDump = other().produced();
        Await.until("messages after the cut", Scene.BOUND, () -> other().produced() > atTheDump + 50);
        scene.tools().letGo();
        JsonNode job = scene.end(id, "completed");
        long sent = other().stopProducing();

        JsonNode queue = Scene.queue(scene.assertSealed(job), OUT);
        long taken = queue.path("taken").asLong();
        assertThat(taken).isEqualTo(queue.path("ready").asLong() + queue.path("scheduled").asLong()
                + queue.path("committedLate").asLong());
        assertThat(queue.path("arrivedAfterCut").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(scene.ids(job, OUT)).containsExactlyElementsOf(ids("produced-", taken));
        // the producer may have sent one more than it had counted when it was told to end
        List<String> drained = other().drain(OUT_JNDI, (int) sent + 1);
        assertThat(drained).hasSizeGreaterThanOrEqualTo((int) sent)
                .containsExactlyElementsOf(ids("produced-", drained.size()));
    }

    @Test
    void what_is_sent_to_domibus_during_the_window_is_processed_exactly_once() {
        long before = agreement().path("rows").asLong();
        other().produce(IN_JNDI, 5);
        Await.until("messages before the window", Scene.BOUND, () -> other().produced() > 50);
        String id = scene.startHeld(WITH_A_DUMP);
        long atTheDump = other().produced();
        Await.until("messages after the cut", Scene.BOUND, () -> other().produced() > atTheDump + 50);
        scene.tools().letGo();
        scene.end(id, "completed");
        long sent = other().stopProducing();
        Await.until("everything processed", Scene.BOUND, () -> queues().count(IN) == 0
                && agreement().path("rows").asLong() >= before + sent);
        assertThat(agreement().path("agrees").asBoolean()).as(agreement().toPrettyString()).isTrue();
        assertThat(agreement().path("rows").asLong()).isBetween(before + sent, before + sent + 1);
    }

    @Test
    void a_queue_of_another_application_goes_on_and_is_not_in_the_set() {
        other().send("java:/jms/OtherApplicationQueue", 7);
        String id = scene.startHeld(WITH_A_DUMP);
        assertThat(scene.pausedQueues()).contains(OUT, IN).doesNotContain("OtherApplicationQueue");
        assertThat(other().drain("java:/jms/OtherApplicationQueue", 3)).containsExactly("m-0", "m-1", "m-2");
        scene.tools().letGo();
        JsonNode manifest = scene.assertSealed(scene.end(id, "completed"));
        assertThat(manifest.path("queues").findValuesAsText("resource")).contains(OUT)
                .doesNotContain("OtherApplicationQueue");
        assertThat(other().drain("java:/jms/OtherApplicationQueue", 4)).hasSize(4);
    }

    @Test
    void a_queue_that_was_paused_before_stays_paused() {
        queues().pause("DomibusRule1OutQueue");
        try {
            scene.backUp(Scene.MESSAGES);
            assertThat(scene.pausedQueues()).containsExactly("DomibusRule1OutQueue");
        } finally {
            queues().resume("DomibusRule1OutQueue");
        }
    }

    @Test
    void messages_that_wait_for_redelivery_or_for_their_time_are_in_the_set_with_it() {
        other().send(IN_JNDI, 3, "action=rollback", "prefix=again");
        Await.until("rolled back", Scene.BOUND, () -> queues().scheduled(IN) == 3);
        Instant sent = Instant.now();
        other().send(OUT_JNDI, 2, "delayMillis=3600000", "prefix=later");
        other().send(OUT_JNDI, 1, "prefix=now");
        JsonNode job = scene.backUp(Scene.MESSAGES);

        assertThat(scene.ids(job, IN)).containsExactlyInAnyOrderElementsOf(ids("again-", 3));
        assertThat(scene.messages(job, IN)).allSatisfy(message -> assertThat(message.header().due())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(5))));
        // those that were only prefetched are put off by the same rollback, without a delivery
        assertThat(scene.messages(job, IN)).anySatisfy(message ->
                assertThat(message.header().deliveryCount()).isEqualTo(1));
        assertThat(scene.ids(job, OUT)).containsExactlyInAnyOrder("later-0", "later-1", "now-0");
        assertThat(scene.messages(job, OUT)).filteredOn(message -> message.header().due() != null).hasSize(2)
                .allSatisfy(message -> assertThat(message.header().due())
                        .isBetween(sent.plus(Duration.ofMinutes(60)), Instant.now().plus(Duration.ofMinutes(60))));
        assertThat(queues().scheduled(IN)).as("they are left as they were").isEqualTo(3);
    }

    @Test
    void large_messages_are_in_the_set_with_every_byte() {
        other().send(OUT_JNDI, 2, "kind=bytes", "size=5242880");
        JsonNode job = scene.backUp(Scene.MESSAGES);
        scene.assertSealed(job);
        assertThat(scene.messages(job, OUT)).hasSize(2).allSatisfy(message ->
                assertThat(((Body.Bytes) message.body()).content().size()).isEqualTo(5242880));
        assertThat(scene.folderOf(job).resolve("messages/bodies")).isNotEmptyDirectory();
    }

    @Test
    void of_10000_messages_10000_are_in_the_set() {
        tenThousandInTheSet(2);
    }

    @Test
    @Tag("full")
    void of_10000_messages_10000_are_in_the_set_ten_times_of_ten() {
        tenThousandInTheSet(10);
    }

    private static void tenThousandInTheSet(int times) {
        other().send(OUT_JNDI, 10_000, "size=1024");
        List<String> sent = ids("m-", 10_000);
        for (int i = 0; i < times; i++) {
            JsonNode job = scene.backUp(Scene.MESSAGES);
            assertThat(scene.ids(job, OUT).stream().sorted().toList())
                    .isEqualTo(sent.stream().sorted().toList());
        }
    }

    private static List<String> ids(String prefix, long count) {
        return LongStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    private static JsonNode agreement() {
        return scene.site().domibus().agreement().path("domains").path(0);
    }

    private static Queues queues() {
        return scene.site().server().queues();
    }

    private static OtherApplication other() {
        return scene.site().otherApplication();
    }
}
