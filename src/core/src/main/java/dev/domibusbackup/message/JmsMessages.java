package dev.domibusbackup.message;

import dev.domibusbackup.problem.MessageProblem;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes portable messages of what a JMS provider hands out. What JMS does not tell, the adapter of the server does:
 * what the broker calls the message, when it is due, and the bytes of objects.
 */
public final class JmsMessages {

    /** Set by the provider on delivery; kept as the header's delivery count and not as a property. */
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final String queue;
    private final ObjectBytes objectBytes;

    /**
     * @param queue       name of the queue, for problems
     * @param objectBytes the adapter's way to the bytes of an ObjectMessage
     */
    public JmsMessages(String queue, ObjectBytes objectBytes) {
        this.queue = queue;
        this.objectBytes = objectBytes;
    }

    /**
     * The portable form. The bytes of a BytesMessage are not read yet: the message must stay readable until they are.
     *
     * @param brokerId what the broker calls the message, or {@code null}
     * @param due      when a scheduled message is to be delivered, or {@code null}
     * @throws dev.domibusbackup.problem.ProblemException when the provider cannot tell, or has a kind of message or
     *                                                    value that JMS does not know
     */
    public PortableMessage toPortable(Message message, String brokerId, Instant due) {
        String id = "(unknown)";
        try {
            id = String.valueOf(message.getJMSMessageID());
            return new PortableMessage(header(message, brokerId, due), properties(message), body(message));
        } catch (JMSException e) {
            throw MessageProblem.MESSAGE_NOT_READABLE.caused(e, "id", id, "queue", queue, "reason", e.getMessage());
        } catch (IllegalArgumentException e) {
            throw MessageProblem.KIND_UNKNOWN.caused(e, "id", id, "queue", queue,
                    "kind", "a value that does not fit (" + e.getMessage() + ")");
        }
    }

    private static MessageHeader header(Message message, String brokerId, Instant due) throws JMSException {
        return MessageHeader.builder()
                .id(message.getJMSMessageID())
                .timestamp(instant(message.getJMSTimestamp()))
                .type(message.getJMSType())
                .correlationId(correlationId(message))
                .replyTo(replyTo(message.getJMSReplyTo()))
                .priority(message.getJMSPriority())
                .persistent(message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT)
                .expiration(instant(message.getJMSExpiration()))
                .due(due)
                .deliveryCount(message.propertyExists(DELIVERY_COUNT)
                        ? Math.max(0, message.getIntProperty(DELIVERY_COUNT)) : 0)
                .brokerId(brokerId)
                .build();
    }

    /** JMS writes "not set" and "never" as 0. */
    private static Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** As text where there is text; bytes are optional in JMS, and providers may not support asking for them. */
    private static CorrelationId correlationId(Message message) throws JMSException {
        String text = message.getJMSCorrelationID();
        if (text != null) {
            return new CorrelationId.Text(text);
        }
        byte[] bytes;
        try {
            bytes = message.getJMSCorrelationIDAsBytes();
        } catch (UnsupportedOperationException e) {
            return null;
        }
        return bytes == null ? null : new CorrelationId.Bytes(Content.of(bytes));
    }

    private static ReplyTo replyTo(Destination destination) throws JMSException {
        // some providers have one class for both; then only the one that it is has a name
        if (destination instanceof Queue replyQueue && replyQueue.getQueueName() != null) {
            return new ReplyTo(ReplyTo.Type.QUEUE, replyQueue.getQueueName());
        }
        if (destination instanceof Topic topic && topic.getTopicName() != null) {
            return new ReplyTo(ReplyTo.Type.TOPIC, topic.getTopicName());
        }
        if (destination != null) {
            throw new IllegalArgumentException("a reply-to that is neither queue nor topic");
        }
        return null;
    }

    private static Map<String, TypedValue> properties(Message message) throws JMSException {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (!DELIVERY_COUNT.equals(name)) {
                properties.put((String) name, TypedValue.of(message.getObjectProperty((String) name)));
            }
        }
        return properties;
    }

    private Body body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return new Body.Text(text.getText());
        }
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
            return new Body.Bytes(Content.streamed(bytes.getBodyLength(), () -> new JmsBytes(bytes)));
        }
        if (message instanceof MapMessage map) {
            Map<String, TypedValue> entries = new LinkedHashMap<>();
            for (Object name : Collections.list(map.getMapNames())) {
                entries.put((String) name, TypedValue.of(map.getObject((String) name)));
            }
            return new Body.MapBody(entries);
        }
        if (message instanceof StreamMessage stream) {
            return new Body.StreamBody(values(stream));
        }
        if (message instanceof ObjectMessage object) {
            return new Body.ObjectBody(objectBytes.of(object));
        }
        return new Body.Empty();
    }

    /** JMS has no count of the values: their end is an exception. */
    private static List<TypedValue> values(StreamMessage stream) throws JMSException {
        stream.reset();
        List<TypedValue> values = new ArrayList<>();
        try {
            while (true) {
                values.add(TypedValue.of(stream.readObject()));
            }
        } catch (MessageEOFException e) {
            return values;
        }
    }
}
