package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.server.MessageSource;

/**
 * Whatever JMS can send comes out of the adapter value by value and type by type: bodies and properties. The parts of
 * the contract follow each other, so that one class, in one server, proves all of it.
 */
abstract class MessageContract extends ServerContract {

    private static final String BODIES = "contract.bodies";
    static final List<String> BODY_QUEUES = List.of(BODIES);
    private static final String TEXT = "Gr\u00fc\u00dfe \ud83d\ude00\t\u0000 end";

    MessageContract(InsideServer server) {
        super(server);
    }

    @Test
    void texts_come_back_also_the_empty_one_and_none() throws Exception {
        for (String text : new String[] {TEXT, "", null, "\u00e4".repeat(300_000)}) {
            PortableMessage message = exchange(context -> context.createTextMessage(text));

            assertThat(((Body.Text) message.body()).text()).isEqualTo(text);
        }
    }

    @Test
    void bytes_come_back_also_none() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (byte[] bytes : List.of(all, new byte[0])) {
            PortableMessage message = exchange(context -> {
                BytesMessage sent = context.createBytesMessage();
                sent.writeBytes(bytes);
                return sent;
            });

            assertThat(message.body()).isEqualTo(new Body.Bytes(Content.of(bytes)));
        }
    }

    @Test
    void maps_come_back_with_every_type_also_the_empty_one() throws Exception {
        Map<String, Object> values = values();
        values.put("char", '\u20ac');
        values.put("bytes", new byte[] {-1, 0, 1});
        values.put("large", "x".repeat(300_000));
        for (Map<String, Object> entries : List.of(values, Map.<String, Object>of())) {
            PortableMessage message = exchange(context -> {
                MapMessage sent = context.createMapMessage();
                for (Map.Entry<String, Object> entry : entries.entrySet()) {
                    sent.setObject(entry.getKey(), entry.getValue());
                }
                return sent;
            });

            assertThat(((Body.MapBody) message.body()).entries()).isEqualTo(typed(entries));
        }
    }

    @Test
    void streams_come_back_in_their_order_with_every_type_also_the_empty_one() throws Exception {
        List<Object> values = new ArrayList<>(values().values());
        values.add('\u20ac');
        values.add(new byte[] {-1, 0, 1});
        for (List<Object> elements : List.of(values, List.of())) {
            PortableMessage message = exchange(context -> {
                StreamMessage sent = context.createStreamMessage();
                for (Object element : elements) {
                    sent.writeObject(element);
                }
                return sent;
            });

            assertThat(((Body.StreamBody) message.body()).values())
                    .isEqualTo(elements.stream().map(TypedValue::of).toList());
        }
    }

    @Test
    void objects_come_back_as_the_bytes_of_their_serialization_also_none() throws Exception {
        for (Serializable object : new Serializable[] {new ArrayList<>(List.of("one", 2, 3L)), null}) {
            PortableMessage message = exchange(context -> context.createObjectMessage(object));

            assertThat(message.body()).isEqualTo(new Body.ObjectBody(
                    Content.of(object == null ? new byte[0] : serialized(object))));
        }
    }

    @Test
    void a_message_without_a_body_comes_back() throws Exception {
        assertThat(exchange(JMSContext::createMessage).body()).isEqualTo(new Body.Empty());
    }

    @Test
    void properties_come_back_with_every_type() throws Exception {
        PortableMessage message = exchange(context -> {
            Message sent = context.createTextMessage("text");
            for (Map.Entry<String, Object> property : values().entrySet()) {
                sent.setObjectProperty(property.getKey(), property.getValue());
            }
            return sent;
        });

        assertThat(message.properties()).isEqualTo(typed(values()));
    }

    @Test
    void properties_that_jms_itself_defines_come_back() throws Exception {
        PortableMessage message = exchange(context -> {
            Message sent = context.createMessage();
            sent.setStringProperty("JMSXGroupID", "group 1");
            sent.setIntProperty("JMSXGroupSeq", 7);
            sent.setStringProperty("JMS_Vendor_key", "value");
            return sent;
        });

        assertThat(message.properties()).isEqualTo(typed(Map.of("JMSXGroupID", "group 1", "JMSXGroupSeq", 7,
                "JMS_Vendor_key", "value")));
    }

    /** A value for each type that JMS has for properties, with the ones that are lost most easily. */
    static final Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("boolean", true);
        values.put("byte", Byte.MIN_VALUE);
        values.put("short", Short.MAX_VALUE);
        values.put("int", Integer.MIN_VALUE);
        values.put("long", Long.MAX_VALUE);
        values.put("float", Float.MIN_VALUE);
        values.put("notANumber", Float.NaN);
        values.put("double", -0.0d);
        values.put("string", TEXT);
        values.put("empty", "");
        values.put("null", null);
        return values;
    }

    private static Map<String, TypedValue> typed(Map<String, Object> values) {
        Map<String, TypedValue> typed = new LinkedHashMap<>();
        values.forEach((name, value) -> typed.put(name, TypedValue.of(value)));
        return typed;
    }

    private static byte[] serialized(Serializable object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /** Sends one message, has the adapter read it, and takes it away again. */
    private PortableMessage exchange(Maker maker) throws JMSException {
        try (JMSContext context = server().connections().createContext()) {
            context.createProducer().send(server().queue(BODIES), maker.make(context));
            PortableMessage read;
            try (MessageSource source = messages(cut(BODIES))) {
                read = source.next().orElseThrow();
                assertThat(source.next()).isEmpty();
            }
            try (JMSConsumer consumer = context.createConsumer(server().queue(BODIES))) {
                assertThat(consumer.receive(BOUND.toMillis())).isNotNull();
            }
            return read;
        }
    }

    /** Makes the message to be sent. */
    private interface Maker {
        Message make(JMSContext context) throws JMSException;
    }
}
