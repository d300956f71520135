package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

/** What a client must get of a message that was sent, after it has been in a set. */
final class ReceivedMessage {

    /** Set by the broker, or by its client for a body that is sent in pieces; nobody's but theirs. */
    private static final Set<String> OF_THE_BROKER = Set.of("JMSXDeliveryCount", "_AMQ_LARGE_SIZE");

    private ReceivedMessage() {
    }

    /** Compares value by value and type by type. */
    static void assertReceived(Message message, Sending sending) throws JMSException {
        SentMessage sent = sending.message();
        assertThat(message.getJMSMessageID()).as("id").isEqualTo(sending.id());
        assertThat(message.getJMSTimestamp()).as("timestamp").isEqualTo(sending.timestamp());
        assertThat(message.getJMSType()).as("type").isEqualTo(sent.header().type());
        if (sent.header().correlation() instanceof byte[] bytes) {
            assertThat(message.getJMSCorrelationIDAsBytes()).as("correlation id").isEqualTo(bytes);
        } else {
            assertThat(message.getJMSCorrelationID()).as("correlation id").isEqualTo(sent.header().correlation());
        }
        assertThat(name(message.getJMSReplyTo())).as("reply-to").isEqualTo(sent.header().reply());
        assertThat(message.getJMSPriority()).as("priority").isEqualTo(sent.header().priority());
        assertThat(message.getJMSDeliveryMode()).as("delivery mode").isEqualTo(
                sent.header().persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        assertThat(message.getJMSExpiration()).as("expiration").isEqualTo(sending.expiration());
        assertThat(message.getJMSRedelivered()).as("redelivered").isFalse();
        assertSame("properties", properties(message), properties(sent));
        assertThat(kind(message)).as("kind").isEqualTo(sent.kind());
        assertSame("body", body(message), sent.body());
    }

    /** Arrays by their bytes, numbers with their types, NaN as NaN and -0.0 not as 0.0. */
    private static void assertSame(String what, Object actual, Object expected) {
        assertThat(comparable(actual)).as(what).isEqualTo(comparable(expected));
    }

    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put(name, comparable(entry)));
            return entries;
        } else if (value instanceof List<?> list) {
            return list.stream().map(element -> Optional.ofNullable(comparable(element))).toList();
        }
        return value;
    }

    private static Map<String, Object> properties(SentMessage sent) {
        Map<String, Object> properties = new LinkedHashMap<>(sent.properties());
        properties.put(SentMessage.NUMBER, sent.number());
        return properties;
    }

    private static Map<String, Object> properties(Message message) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (!OF_THE_BROKER.contains(name)) {
                properties.put((String) name, message.getObjectProperty((String) name));
            }
        }
        return properties;
    }

    private static String name(Destination destination) throws JMSException {
        if (destination instanceof Queue queue) {
            return "queue:" + queue.getQueueName().replaceFirst("^jms\\.queue\\.", "");
        }
        return destination instanceof Topic topic ? "topic:" + topic.getTopicName().replaceFirst("^jms\\.topic\\.", "")
                : null;
    }

    private static SentMessage.Kind kind(Message message) {
        if (message instanceof TextMessage) {
            return SentMessage.Kind.TEXT;
        } else if (message instanceof BytesMessage) {
            return SentMessage.Kind.BYTES;
        } else if (message instanceof MapMessage) {
            return SentMessage.Kind.MAP;
        } else if (message instanceof StreamMessage) {
            return SentMessage.Kind.STREAM;
        }
        return message instanceof ObjectMessage ? SentMessage.Kind.OBJECT : SentMessage.Kind.PLAIN;
    }

    private static Object body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        } else if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            assertThat(Math.max(0, bytes.readBytes(body))).isEqualTo(body.length);
            return body;
        } else if (message instanceof MapMessage map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Object name : Collections.list(map.getMapNames())) {
                entries.put((String) name, map.getObject((String) name));
            }
            return entries;
        } else if (message instanceof StreamMessage stream) {
            return elements(stream);
        }
        return message instanceof ObjectMessage object ? object.getObject() : null;
    }

    private static List<Object> elements(StreamMessage stream) throws JMSException {
        List<Object> elements = new ArrayList<>();
        while (true) {
            try {
                elements.add(stream.readObject());
            } catch (MessageEOFException end) {
                return elements;
            }
        }
    }
}
