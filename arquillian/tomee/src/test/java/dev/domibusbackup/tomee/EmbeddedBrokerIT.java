package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.server.ActiveMqQueues;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import jakarta.jms.JMSException;

/** The broker that the stand-in Domibus brings with it: a real ActiveMQ, which comes and goes with the application. */
class EmbeddedBrokerIT {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String IN = "domibus.backend.jms.inQueue";
    private static final String REPLY = "domibus.backend.jms.replyQueue";
    private static final String OUT = "domibus.backend.jms.outQueue";
    private static final String ERRORS = "domibus.backend.jms.errorNotifyConsumer";
    private static final String NOTIFICATIONS = "domibus.notification.webservice";

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    @BeforeAll
    static void awaitBroker() {
        // it opens its JMX connector on a thread of its own
        Await.until("the broker", BOUND, SHARED.site().queues()::answers);
    }

    @Test
    void domibus_consumes_its_queues_and_answers() throws JMSException {
        ActiveMqQueues queues = SHARED.site().queues();
        assertThat(queues.names()).contains(IN, OUT, REPLY, "domibus.DLQ", "domibus.backend.jms.rule1.outQueue");
        long answersBefore = queues.count(REPLY);
        try (Backend backend = new Backend(SHARED.site().broker())) {
            backend.send(IN, 12, message -> { });
            backend.send(NOTIFICATIONS, 12, message -> { });
            Await.until("12 answers of Domibus", BOUND, () -> queues.count(REPLY) == answersBefore + 12);
            Await.until("its notifications taken", BOUND, () -> queues.count(NOTIFICATIONS) == 0);
            backend.take(REPLY, 12);
        }
        JsonNode agreement = SHARED.site().domibus().agreement();
        assertThat(agreement.path("agrees").asBoolean()).as(agreement.toPrettyString()).isTrue();
    }

    @Test
    void messages_of_every_kind_delayed_and_failed_ones_too_are_in_the_set_and_survive_the_stop_of_domibus() throws Exception {
        ActiveMqQueues queues = SHARED.site().queues();
        int scheduledBefore = queues.scheduled();
        List<String> sent = new ArrayList<>();
        try (Backend backend = new Backend(SHARED.site().broker())) {
            sent.addAll(backend.send(OUT, 300, message -> { }));
            backend.send(OUT, 12, Backend.delayed(3_600_000));
            backend.send(ERRORS, 12, message -> { });
            backend.fail(ERRORS, 12);
        }
        assertThat(queues.count(OUT)).isEqualTo(300);
        Await.until("12 delayed messages and 12 to be delivered again", BOUND,
                () -> queues.scheduled() == scheduledBefore + 24);
        assertThat(queues.count(ERRORS)).as("not in their queue meanwhile").isZero();

        String job;
        try (HeldDump held = SHARED.dump().hold()) {
            job = SHARED.site().api().startBackup("{}").locationId();
            held.awaitHeld();
            assertThat(SHARED.site().domibus().answers()).isFalse();
            Await.until("no broker any more", BOUND, () -> !queues.answers());
            assertThat(isOpen(SHARED.site().broker().openWirePort())).as("OpenWire").isFalse();
            assertThat(isOpen(SHARED.site().broker().jmxPort())).as("JMX").isFalse();
            assertFree(SHARED.site().broker().kahaDb());
            assertFree(SHARED.site().broker().scheduler());
        }
        JsonNode backup = SHARED.site().api().awaitJob(job, Duration.ofMinutes(3));
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).isEqualTo("completed");
        assertThatSetHolds(SHARED.site().repository().resolve(backup.path("set").asText()), sent);

        Await.until("the broker again", BOUND, queues::answers);
        assertThat(queues.count(OUT)).isEqualTo(300);
        assertThat(queues.scheduled()).isEqualTo(scheduledBefore + 24);
        try (Backend backend = new Backend(SHARED.site().broker())) {
            assertThat(backend.take(OUT, 300)).containsExactlyElementsOf(sent);
        }
    }

    private static void assertThatSetHolds(Path set, List<String> sent) throws IOException {
        JsonNode manifest = new ObjectMapper().readTree(set.resolve("manifest.json").toFile());
        Map<String, String> counts = new HashMap<>();
        manifest.path("queues").forEach(queue -> counts.put(queue.path("name").asText(),
                queue.path("ready") + "+" + queue.path("scheduled")));
        assertThat(counts).as(manifest.path("queues").toPrettyString()).containsEntry(OUT, "300+12")
                .containsEntry(ERRORS, "0+12");
        assertThat(set.resolve("messages/kahadb.tar.gz")).isNotEmptyFile();
        assertThat(set.resolve("messages/scheduler.tar.gz")).isNotEmptyFile();

        List<String> ready = new ArrayList<>();
        int waiting = 0;
        Instant inHalfAnHour = Instant.now().plusSeconds(1800);
        try (MessageFileReader reader = MessageFileReader.open(set.resolve("messages/" + OUT + ".jsonl.gz"))) {
            while (reader.hasNext()) {
                PortableMessage message = reader.next();
                if (message.header().due() != null) {
                    assertThat(message.header().due()).isAfter(inHalfAnHour);
                    waiting++;
                } else {
                    ready.add(String.valueOf(message.properties().get("MESSAGE_ID").value()));
                }
            }
        }
        assertThat(ready).containsExactlyElementsOf(sent);
        assertThat(waiting).isEqualTo(12);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    /** The broker's lock can be had by another process, such as this one. */
    private static void assertFree(Path store) throws IOException {
        Path lock = store.resolve("lock");
        assertThat(Files.isRegularFile(lock)).as("the broker made " + lock).isTrue();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            assertThat(held).as("lock of " + store).isNotNull();
        }
    }
}
