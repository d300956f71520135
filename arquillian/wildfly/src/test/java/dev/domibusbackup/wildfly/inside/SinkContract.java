package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.server.MessageSink;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.NotKept;

/** What the adapter read it gives back: equal when read again, and the same for a JMS consumer. */
abstract class SinkContract extends QueueContract {

    private static final String ORIGINALS = "contract.originals";
    private static final String COPIES = "contract.copies";
    private static final String ODD = "contract.odd";
    private static final String ORDER = "contract.order";
    private static final String ORDER_COPY = "contract.order-copy";
    private static final String TIMES = "contract.times";
    private static final String SIXTY = "contract.sixty";
    static final List<String> SINK_QUEUES = List.of(ORIGINALS, COPIES, ODD, ORDER, ORDER_COPY, TIMES, SIXTY);

    private static final long SIXTY_MEGABYTES = 60L << 20;
    private static final String UUID_ID = "ID:6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    SinkContract(InsideServer server) {
        super(server);
    }

    @Test
    void what_jms_sent_is_equal_after_export_and_import_and_looks_the_same_to_a_consumer() throws Exception {
        int count;
        try (JMSContext context = server().connections().createContext()) {
            List<Message> originals = JmsOriginals.of(context, server().queue(COPIES), values());
            count = originals.size();
            for (Message original : originals) {
                // all values each time: the producers of one context of Artemis share them
                context.createProducer().setDeliveryMode(original.getJMSDeliveryMode())
                        .setPriority(original.getJMSPriority()).setTimeToLive(original.getJMSExpiration())
                        .send(server().queue(ORIGINALS), original);
            }
            Await.until("all sent", BOUND, () -> state(ORIGINALS).total() == count);
        }

        try (MessageSource source = messages(cut(ORIGINALS))) {
            sendAll(COPIES, source);
        }

        awaitTotal(COPIES, count);
        assertThat(read(COPIES)).isEqualTo(read(ORIGINALS));
        assertThat(views(COPIES, count)).isEqualTo(views(ORIGINALS, count));
    }

    @Test
    void what_jms_itself_cannot_send_is_kept_too() throws Exception {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        properties.put("char", TypedValue.of('\u20ac'));
        properties.put("bytes", TypedValue.of(new byte[] {-1, 0, 1}));
        properties.put("null", TypedValue.NULL);
        properties.put("_AMQ_ORIG_ADDRESS", TypedValue.of("jms.queue.was"));
        properties.put("_AMQ_ORIG_QUEUE", TypedValue.of("jms.queue.was"));
        properties.put("_AMQ_ORIG_MESSAGE_ID", TypedValue.of(4711L));
        properties.put("_AMQ_ACTUAL_EXPIRY", TypedValue.of(1_700_000_000_000L));
        MessageHeader header = MessageHeader.builder().id(UUID_ID).timestamp(Instant.ofEpochMilli(1_600_000_000_123L))
                .correlationId(new CorrelationId.Bytes(Content.of(new byte[] {-128, 0, 127})))
                .replyTo(new ReplyTo(ReplyTo.Type.TOPIC, "jms.topic.answers")).build();
        PortableMessage message = new PortableMessage(header, properties, new Body.Text("\ud800 lone \udc00"));

        assertThat(send(ODD, message)).containsExactly(Set.of());

        awaitTotal(ODD, 1);
        assertThat(read(ODD)).containsExactly(message);
    }

    @Test
    void what_is_not_kept_is_said() throws Exception {
        MessageHeader foreign = MessageHeader.builder().id("ID:host-4711-1").deliveryCount(3).build();
        MessageHeader none = MessageHeader.builder().build();

        assertThat(send(TIMES, new PortableMessage(foreign, Map.of(), new Body.Empty()),
                new PortableMessage(none, Map.of(), new Body.Empty())))
                .containsExactly(Set.of(NotKept.ID, NotKept.DELIVERY_COUNT), Set.of());

        awaitTotal(TIMES, 2);
        List<JmsView> views = views(TIMES, 2);
        assertThat(views.get(0).header().get("id")).asString().matches("ID:[0-9a-f-]{36}");
        assertThat(views.get(1).header().get("id")).isEqualTo("null");
    }

    @Test
    void five_thousand_messages_keep_the_order_of_their_priorities() {
        try (JMSContext context = server().connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int number = 0; number < 5_000; number++) {
                context.createProducer().setPriority(number * 7 % 10)
                        .send(server().queue(ORDER), numbered(context, number));
            }
            context.commit();
        }
        List<Integer> order;
        try (MessageSource source = messages(cut(ORDER))) {
            order = numbers(source);
        }
        assertThat(order).hasSize(5_000);
        try (MessageSource source = messages(cut(ORDER))) {
            sendAll(ORDER_COPY, source);
        }

        awaitTotal(ORDER_COPY, 5_000);
        try (MessageSource source = messages(cut(ORDER_COPY))) {
            assertThat(numbers(source)).isEqualTo(order);
        }
    }

    @Test
    void times_are_absolute_and_what_was_due_is_ready() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant due = now.plusSeconds(7200);
        Instant expiration = now.plusSeconds(9000);
        String queue = "contract.times-absolute";
        send(queue, message(1, MessageHeader.builder().due(due).expiration(expiration)),
                message(2, MessageHeader.builder().due(now.minusSeconds(5))));

        awaitTotal(queue, 2);
        assertThat(state(queue).ready()).isEqualTo(1);
        assertThat(state(queue).scheduled()).isEqualTo(1);
        List<PortableMessage> read = read(queue);
        assertThat(read).extracting(SinkContract::number).containsExactly(2, 1);
        assertThat(read).extracting(message -> message.header().due()).containsExactly(null, due);
        assertThat(read).extracting(message -> message.header().expiration()).containsExactly(null, expiration);
    }

    @Test
    void a_message_that_expired_before_is_taken_and_counted() {
        String queue = "contract.expired-before";
        pause(queue);

        send(queue, message(1, MessageHeader.builder().expiration(Instant.now().minusSeconds(60))));

        // the broker looks for expired ones every 30 s, and moves them to the expiry queue also of a paused queue
        Await.until("taken", BOUND, () -> cut(queue).added() == 1);
        assertThat(cut(queue).ready() + cut(queue).expired()).isEqualTo(1);
    }

    @Test
    void sixty_megabytes_are_streamed() throws Exception {
        Content content = Content.streamed(SIXTY_MEGABYTES, () -> new Pattern(SIXTY_MEGABYTES));
        PortableMessage message = new PortableMessage(MessageHeader.builder().id(UUID_ID).build(), Map.of(),
                new Body.Bytes(content));

        send(SIXTY, message);

        awaitTotal(SIXTY, 1);
        assertThat(read(SIXTY)).containsExactly(message);
        try (JMSContext context = server().connections().createContext();
                JMSConsumer consumer = context.createConsumer(server().queue(SIXTY))) {
            BytesMessage received = (BytesMessage) consumer.receive(BOUND.toMillis());
            assertThat(received.getBodyLength()).isEqualTo(SIXTY_MEGABYTES);
            InputStream expected = new Pattern(SIXTY_MEGABYTES);
            byte[] piece = new byte[1 << 20];
            for (int count = received.readBytes(piece); count > 0; count = received.readBytes(piece)) {
                assertThat(Arrays.equals(piece, 0, count, expected.readNBytes(count), 0, count)).isTrue();
            }
        }
    }

    static final PortableMessage message(int number, MessageHeader.Builder header) {
        return new PortableMessage(header.build(), Map.of("number", TypedValue.of(number)), new Body.Empty());
    }

    final void awaitTotal(String queue, int count) {
        // a commit is confirmed a moment before the messages are in the queue
        Await.until(count + " in " + queue, BOUND, () -> state(queue).total() == count);
    }

    /** Sends in one transaction, and gives what was said of each message. */
    final List<Set<NotKept>> send(String queue, PortableMessage... messages) {
        List<Set<NotKept>> notKept = new ArrayList<>();
        server().inTransaction(() -> {
            try (MessageSink sink = server().adapter().sink(server().brokerName(queue))) {
                for (PortableMessage message : messages) {
                    notKept.add(sink.send(message));
                }
            }
        });
        return notKept;
    }

    private void sendAll(String queue, MessageSource source) {
        server().inTransaction(() -> {
            try (MessageSink sink = server().adapter().sink(server().brokerName(queue))) {
                for (Optional<PortableMessage> next = source.next(); next.isPresent(); next = source.next()) {
                    assertThat(sink.send(next.get())).isEmpty();
                }
            }
        });
    }

    /** The messages of a queue, without what belongs to this queue alone. */
    final List<PortableMessage> read(String queue) {
        List<PortableMessage> messages = new ArrayList<>();
        try (MessageSource source = messages(cut(queue))) {
            for (Optional<PortableMessage> next = source.next(); next.isPresent(); next = source.next()) {
                MessageHeader was = next.get().header();
                MessageHeader header = new MessageHeader(was.id(), was.timestamp(), was.type(), was.correlationId(),
                        was.replyTo(), was.priority(), was.persistent(), was.expiration(), was.due(), 0, null);
                messages.add(new PortableMessage(header, next.get().properties(), next.get().body()));
            }
        }
        return messages;
    }

    private List<JmsView> views(String queue, int count) throws JMSException {
        List<JmsView> views = new ArrayList<>();
        try (JMSContext context = server().connections().createContext();
                JMSConsumer consumer = context.createConsumer(server().queue(queue))) {
            for (int i = 0; i < count; i++) {
                views.add(JmsView.of(consumer.receive(BOUND.toMillis())));
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return views;
    }

    /** Bytes that differ from place to place, made as they are read. */
    private static final class Pattern extends InputStream {

        private final long size;
        private long at;

        private Pattern(long size) {
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            if (at == size) {
                return -1;
            }
            at++;
            return (int) (at * 31 + (at >> 16)) & 0xff;
        }
    }
}
