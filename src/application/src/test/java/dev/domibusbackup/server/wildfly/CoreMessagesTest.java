package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.server.NotKept;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.impl.MessageReferenceImpl;
import org.junit.jupiter.api.Test;

/** What {@link CoreHeaders} and {@link BodyWriter} make is read back by {@link MessageMapper}, value by value. */
class CoreMessagesTest {

    private static final String UUID_ID = "ID:6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    @Test
    void every_body_comes_back() throws Exception {
        for (Body body : bodies()) {
            assertThat(roundTrip(message(MessageHeader.builder(), Map.of(), body)).body()).isEqualTo(body);
        }
    }

    @Test
    void every_property_comes_back_in_its_type() throws Exception {
        Map<String, TypedValue> properties = values();
        properties.put("JMSXGroupID", TypedValue.of("group"));
        properties.put("JMSXGroupSeq", TypedValue.of(7));
        properties.put("_AMQ_ORIG_ADDRESS", TypedValue.of("jms.queue.x"));

        assertThat(roundTrip(message(MessageHeader.builder(), properties, new Body.Empty())).properties())
                .isEqualTo(properties);
    }

    @Test
    void what_a_broker_made_for_itself_and_fields_of_the_header_are_no_properties() throws Exception {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        properties.put("_AMQ_SCHED_DELIVERY", TypedValue.of(Long.MAX_VALUE));
        properties.put("_AMQ_DUPL_ID", TypedValue.of("x"));
        properties.put("__AMQ_CID", TypedValue.of("x"));
        properties.put("JMSType", TypedValue.of("x"));

        CoreMessage core = core(message(MessageHeader.builder(), properties, new Body.Empty()));

        assertThat(core.getPropertyNames()).containsExactly(Message.HDR_ROUTING_TYPE);
    }

    @Test
    void a_header_comes_back_field_by_field() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (CorrelationId correlation : List.of(new CorrelationId.Text("\ud800"),
                new CorrelationId.Bytes(Content.of(new byte[] {-128, 0})))) {
            MessageHeader header = MessageHeader.builder().id(UUID_ID).timestamp(now).type("type")
                    .correlationId(correlation).replyTo(new ReplyTo(ReplyTo.Type.QUEUE, "jms.queue.answers"))
                    .priority(9).persistent(false).expiration(now.plus(Duration.ofDays(2)))
                    .due(now.plus(Duration.ofDays(1))).brokerId("4711").build();

            PortableMessage read = roundTrip(new PortableMessage(header, Map.of(), new Body.Empty()));

            assertThat(read.header()).isEqualTo(header);
            assertThat(CoreHeaders.notKept(header)).isEmpty();
        }
    }

    @Test
    void what_a_header_does_not_have_is_not_invented() throws Exception {
        MessageHeader header = MessageHeader.builder().brokerId("4711").build();

        assertThat(roundTrip(new PortableMessage(header, Map.of(), new Body.Empty())).header()).isEqualTo(header);
    }

    @Test
    void a_message_that_was_due_is_not_scheduled_and_one_that_has_expired_does_not_live_for_ever() throws Exception {
        CoreMessage core = core(message(MessageHeader.builder().due(Instant.now().minusSeconds(1))
                .expiration(Instant.EPOCH.minusSeconds(1)), Map.of(), new Body.Empty()));

        assertThat(core.hasScheduledDeliveryTime()).isFalse();
        assertThat(core.getExpiration()).isPositive();
    }

    @Test
    void only_ids_that_the_broker_gives_back_are_kept() {
        for (String foreign : List.of("ID:host-4711-1", UUID_ID.toUpperCase(Locale.ROOT), "x", "ID:",
                "ID:6ba7b810-9dad-41d1-80b4-00c04fd430c8")) {
            assertThat(CoreHeaders.notKept(MessageHeader.builder().id(foreign).build())).as(foreign)
                    .containsExactly(NotKept.ID);
        }
        assertThat(CoreHeaders.notKept(MessageHeader.builder().deliveryCount(1).build()))
                .containsExactly(NotKept.DELIVERY_COUNT);
    }

    @Test
    void a_content_that_is_shorter_or_longer_than_it_says_is_refused() {
        for (int size : new int[] {9, 11}) {
            Body body = new Body.Bytes(Content.streamed(10, () -> Content.of(new byte[size]).open()));

            assertThatExceptionOfType(EOFException.class).as("%s", size)
                    .isThrownBy(() -> BodyWriter.write(body, OutputStream.nullOutputStream()));
        }
    }

    private static List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        bodies.add(new Body.Empty());
        for (String text : new String[] {null, "", "h\u00e4\ud83d\ude00\u0000\ud800x", "\u20ac".repeat(100_000)}) {
            bodies.add(new Body.Text(text));
        }
        bodies.add(new Body.Bytes(Content.of(new byte[0])));
        bodies.add(new Body.Bytes(Content.of(new byte[] {-1, 0, 1})));
        bodies.add(new Body.ObjectBody(Content.of(new byte[0])));
        bodies.add(new Body.ObjectBody(Content.of(new byte[] {-84, -19, 0, 5})));
        bodies.add(new Body.MapBody(Map.of()));
        bodies.add(new Body.StreamBody(List.of()));
        Map<String, TypedValue> values = values();
        values.put("\u00fc\u0000", TypedValue.of("x".repeat(100_000)));
        bodies.add(new Body.MapBody(values));
        List<TypedValue> elements = new ArrayList<>(values.values());
        for (int length : new int[] {1, 8, 9, 10, 4_094, 4_095, 4_096, 40_000}) {
            elements.add(TypedValue.of("\u20ac".repeat(length)));
            elements.add(TypedValue.of("\ud800".repeat(length)));
        }
        bodies.add(new Body.StreamBody(elements));
        return bodies;
    }

    private static Map<String, TypedValue> values() {
        Map<String, TypedValue> values = new LinkedHashMap<>();
        for (Object value : new Object[] {true, Byte.MIN_VALUE, Short.MAX_VALUE, '\uffff', Integer.MIN_VALUE,
            Long.MAX_VALUE, Float.MIN_VALUE, Float.NaN, -0.0f, Double.NEGATIVE_INFINITY, -0.0d, "", "\u0000\ud800",
            new byte[0], new byte[] {-1, 0, 1}}) {
            values.put("v" + values.size(), TypedValue.of(value));
        }
        values.put("null", TypedValue.NULL);
        return values;
    }

    private static PortableMessage message(MessageHeader.Builder header, Map<String, TypedValue> properties,
                                           Body body) {
        return new PortableMessage(header.build(), properties, body);
    }

    private static CoreMessage core(PortableMessage message) throws Exception {
        return CoreHeaders.core(message, SimpleString.toSimpleString("jms.queue.x"), RoutingType.ANYCAST);
    }

    private static PortableMessage roundTrip(PortableMessage message) throws Exception {
        CoreMessage core = core(message);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BodyWriter.write(message.body(), body);
        core.initBuffer(body.size() + 64);
        core.getBodyBuffer().writeBytes(ActiveMQBuffers.wrappedBuffer(body.toByteArray()), body.size());
        core.setMessageID(4711);
        MessageReference reference = new MessageReferenceImpl(core, null);
        Long due = core.getScheduledDeliveryTime();
        reference.setScheduledDeliveryTime(due == null ? 0 : due);
        return MessageMapper.portable(reference, due != null && due > 0);
    }
}
