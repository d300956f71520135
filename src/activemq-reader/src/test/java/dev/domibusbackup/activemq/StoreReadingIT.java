package dev.domibusbackup.activemq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker of the version that Domibus has, and the reader as it is deployed. */
class StoreReadingIT {

    private static final String READY = "domibus.backend.jms.inQueue";
    private static final String COMPRESSED = "domibus.backend.jms.outQueue";
    private static final String PLAIN = "domibus.internal.dispatch.queue";
    private static final String SCHEDULED = "domibus.scheduled";
    private static final String FAILED = "domibus.notification.jms";
    private static final long REDELIVERY_MILLIS = 300_000;

    @TempDir
    private Path folder;

    @Test
    void ten_thousand_messages_of_every_kind_are_read_scheduled_and_redelivered_ones_too() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            FilledBroker filled = new FilledBroker(broker);
            filled.generated(READY, 3000, 42, false);
            filled.generated(COMPRESSED, 1000, 43, true);
            filled.plain(PLAIN, 4000, 0);
            Instant before = Instant.now();
            filled.plain(SCHEDULED, 1000, FilledBroker.HOUR);
            filled.plain(FAILED, 1000, 0);
            filled.fail(FAILED);
            Instant after = Instant.now();
            broker.stop();

            ReadMessages read = ReadMessages.of(ReadMessages.stores(broker), folder.resolve("work"));

            assertThat(read.summary()).isEqualTo(new StoreSummary(false, false, 0, 0));
            assertThat(read.counts()).containsExactly(new StoredQueue(READY, 3000, 0),
                    new StoredQueue(COMPRESSED, 1000, 0), new StoredQueue(PLAIN, 4000, 0),
                    new StoredQueue(FAILED, 0, 1000), new StoredQueue(SCHEDULED, 0, 1000));
            assertReady(read, filled, READY);
            assertReady(read, filled, COMPRESSED);
            assertReady(read, filled, PLAIN);
            assertWaiting(read.queues().get(SCHEDULED), filled.held(SCHEDULED), 0,
                    before.plusMillis(FilledBroker.HOUR), after.plusMillis(FilledBroker.HOUR));
            assertWaiting(read.queues().get(FAILED), filled.held(FAILED), 1,
                    before.plusMillis(REDELIVERY_MILLIS), after.plusMillis(REDELIVERY_MILLIS));
        }
    }

    @Test
    void a_killed_broker_has_everything_in_its_stores() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            FilledBroker filled = new FilledBroker(broker);
            filled.plain(PLAIN, 3000, 0);
            filled.plain(SCHEDULED, 300, FilledBroker.HOUR);
            filled.plain(FAILED, 100, 0);
            filled.fail(FAILED);
            filled.generated(READY, 200, 44, false);
            broker.kill();

            ReadMessages read = ReadMessages.of(ReadMessages.stores(broker), folder.resolve("work"));

            assertReady(read, filled, PLAIN);
            assertReady(read, filled, READY);
            assertThat(ids(read.queues().get(SCHEDULED))).isEqualTo(ids(filled.held(SCHEDULED)));
            assertThat(ids(read.queues().get(FAILED))).isEqualTo(ids(filled.held(FAILED)));
        }
    }

    @Test
    void the_broker_starts_with_a_store_that_was_copied_and_has_what_was_read() throws Exception {
        Path data = folder.resolve("data");
        BrokerStores stores;
        FilledBroker filled;
        try (BrokerProcess broker = BrokerProcess.start(data)) {
            filled = new FilledBroker(broker);
            filled.plain(PLAIN, 500, 0);
            broker.stop();
            stores = ReadMessages.stores(broker);
        }
        ReadMessages first = ReadMessages.of(stores, folder.resolve("work"));
        try (BrokerProcess broker = BrokerProcess.start(data)) {
            filled = new FilledBroker(broker);
            filled.plain(PLAIN, 1, 0);
            broker.stop();
        }
        ReadMessages second = ReadMessages.of(stores, folder.resolve("work"));

        assertThat(second.queues().get(PLAIN)).hasSize(501).startsWith(
                first.queues().get(PLAIN).toArray(PortableMessage[]::new));
    }

    @Test
    void bodies_of_tens_of_megabytes_stream_past_the_server() throws Exception {
        byte[] large = new byte[20 << 20];
        large[large.length - 1] = 7;
        PortableMessage bytes = new PortableMessage(MessageHeader.builder().build(), Map.of(),
                new Body.Bytes(Content.of(large)));
        PortableMessage map = new PortableMessage(MessageHeader.builder().build(), Map.of(),
                new Body.MapBody(Map.of("payload_1", TypedValue.of(large))));
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            FilledBroker filled = new FilledBroker(broker);
            filled.send(READY, List.of(bytes, map), false, 0);
            filled.send(COMPRESSED, List.of(bytes, map), true, 0);
            broker.stop();

            ReadMessages read = ReadMessages.of(ReadMessages.stores(broker), folder.resolve("work"));

            assertReady(read, filled, READY);
            assertReady(read, filled, COMPRESSED);
        }
    }

    @Test
    void spooled_messages_can_be_read_queue_by_queue_in_any_order_and_again() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("data"))) {
            FilledBroker filled = new FilledBroker(broker);
            filled.generated(READY, 300, 45, false);
            filled.plain(PLAIN, 1200, 0);
            filled.plain(PLAIN, 3, FilledBroker.HOUR);
            broker.stop();
            BrokerStores stores = ReadMessages.stores(broker);
            ReaderProgram program = ReadMessages.program(folder.resolve("work"));
            ReadMessages read = ReadMessages.of(stores, folder.resolve("work"));
            List<Long> told = new ArrayList<>();

            try (StoreGuard guard = StoreGuard.take(stores, program);
                    StoreCopy copy = guard.copy(folder.resolve("copy"));
                    SpooledStores spooled = SpooledStores.read(copy, program, folder.resolve("spool"), told::add)) {
                assertThat(spooled.queues()).containsExactly(new StoredQueue(READY, 300, 0),
                        new StoredQueue(PLAIN, 1200, 3));
                assertThat(spooled.queue("none")).isEqualTo(new StoredQueue("none", 0, 0));
                assertThat(spooled.messages("none")).isEmpty();
                for (String queue : List.of(PLAIN, READY, PLAIN)) {
                    try (MessageFileReader messages = spooled.messages(queue).orElseThrow()) {
                        assertThat(messages).toIterable().containsExactlyElementsOf(read.queues().get(queue));
                    }
                }
            }
            assertThat(told).containsExactly(500L, 1000L, 1500L, 1503L);
            assertThat(folder.resolve("spool")).doesNotExist();
        }
    }

    private static void assertReady(ReadMessages read, FilledBroker filled, String queue) {
        List<PortableMessage> messages = read.queues().get(queue).stream().map(StoreReadingIT::plain).toList();
        List<PortableMessage> held = filled.held(queue);
        assertThat(messages).hasSameSizeAs(held);
        for (int i = 0; i < held.size(); i++) {
            assertThat(messages.get(i)).as("%s %d", queue, i).isEqualTo(held.get(i));
        }
        assertThat(read.queues().get(queue)).allSatisfy(
                message -> assertThat(message.header().brokerId()).isEqualTo(message.header().id()));
    }

    private static void assertWaiting(List<PortableMessage> messages, List<PortableMessage> held, int tries,
            Instant from, Instant to) {
        assertThat(messages).isSortedAccordingTo(Comparator.comparing(message -> message.header().due()));
        assertThat(messages).extracting(message -> message.header().brokerId()).doesNotHaveDuplicates();
        Map<String, PortableMessage> byId = new LinkedHashMap<>();
        messages.forEach(message -> byId.put(message.header().id(), message));
        assertThat(byId.keySet()).isEqualTo(ids(held));
        for (PortableMessage expected : held) {
            PortableMessage found = byId.get(expected.header().id());
            // the broker rounds to half a second
            assertThat(found.header().due()).isBetween(from.minusMillis(500), to.plusMillis(1000));
            assertThat(found.header().deliveryCount()).isEqualTo(tries);
            Map<String, TypedValue> properties = new LinkedHashMap<>(found.properties());
            if (tries > 0) {
                assertThat(properties.remove("redeliveryDelay")).isEqualTo(TypedValue.of(REDELIVERY_MILLIS));
            }
            assertThat(properties).isEqualTo(expected.properties());
            assertThat(found.body()).isEqualTo(expected.body());
            assertThat(found.header().priority()).isEqualTo(expected.header().priority());
            assertThat(found.header().timestamp()).isEqualTo(expected.header().timestamp());
        }
    }

    private static Set<String> ids(List<PortableMessage> messages) {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.header().id()));
        return ids;
    }

    /** Without what the sender cannot know. */
    private static PortableMessage plain(PortableMessage message) {
        MessageHeader header = message.header();
        return new PortableMessage(new MessageHeader(header.id(), header.timestamp(), header.type(),
                header.correlationId(), header.replyTo(), header.priority(), header.persistent(), header.expiration(),
                header.due(), header.deliveryCount(), null), message.properties(), message.body());
    }
}
