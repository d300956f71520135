package dev.domibusbackup.activemq;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ActiveMqProblem;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends portable messages to a queue of an ActiveMQ broker as a client of JMS. JMS gives each a new id and timestamp
 * and counts deliveries anew. What is due later goes to the broker's scheduler. For one thread, as its session.
 */
public final class OutgoingMessages implements AutoCloseable {

    /** A broker with this property on a message keeps it back for so many milliseconds. */
    private static final String DELAY = "AMQ_SCHEDULED_DELAY";
    /** Of JMS's own names these two are the sender's; the others are set by who delivers. */
    private static final Set<String> OF_THE_SENDER = Set.of("JMSXGroupID", "JMSXGroupSeq");
    private static final int PIECE = 64 * 1024;

    private final Session session;
    private final String queue;
    private final MessageProducer producer;
    private final ObjectTarget objects;
    private final Clock clock;

    /** Puts the serialized object into an ObjectMessage; JMS itself takes only the object. */
    @FunctionalInterface
    public interface ObjectTarget {
        void set(ObjectMessage message, byte[] serialized) throws JMSException;
    }

    /**
     * @param session transacted; the caller commits, after 100 messages at most: brokers keep what is not committed
     *                in memory
     * @param objects the provider's way to the bytes of an ObjectMessage
     * @param clock   what is due and what has expired
     */
    public OutgoingMessages(Session session, String queue, ObjectTarget objects, Clock clock) {
        this.session = session;
        this.queue = queue;
        this.objects = objects;
        this.clock = clock;
        try {
            this.producer = session.createProducer(session.createQueue(queue));
        } catch (JMSException e) {
            throw ActiveMqProblem.NOT_SENT.caused(e, "id", "(the first)", "queue", queue, "reason", e.getMessage());
        }
    }

    /**
     * Sends a message that has not expired.
     *
     * @param mark name and value of a property of ours, by which the message is known after a crash
     * @throws dev.domibusbackup.problem.ProblemException DB-AMQ-018 when it cannot be sent as it is
     */
    public void send(PortableMessage message, Optional<Map.Entry<String, String>> mark) {
        MessageHeader header = message.header();
        try {
            Message jms = message(message.body());
            jms.setJMSType(header.type());
            correlate(jms, header.correlationId());
            if (header.replyTo() != null) {
                jms.setJMSReplyTo(header.replyTo().type() == ReplyTo.Type.QUEUE
                        ? session.createQueue(header.replyTo().name()) : session.createTopic(header.replyTo().name()));
            }
            for (Map.Entry<String, TypedValue> property : message.properties().entrySet()) {
                if (!property.getKey().startsWith("JMSX") || OF_THE_SENDER.contains(property.getKey())) {
                    jms.setObjectProperty(property.getKey(), plain(property.getValue()));
                }
            }
            if (mark.isPresent()) {
                jms.setStringProperty(mark.get().getKey(), mark.get().getValue());
            }
            Instant now = clock.instant();
            if (header.due() != null && header.due().isAfter(now)) {
                jms.setLongProperty(DELAY, Math.max(1, Duration.between(now, header.due()).toMillis()));
            }
            producer.send(jms, header.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT,
                    header.priority(), timeToLive(header, now));
        } catch (JMSException | IOException | RuntimeException e) {
            throw ActiveMqProblem.NOT_SENT.caused(e, "id", header.id(), "queue", queue,
                    "reason", String.valueOf(e.getMessage()));
        }
    }

    /** JMS has 0 for never; one millisecond is the least. */
    private static long timeToLive(MessageHeader header, Instant now) {
        return header.expiration() == null ? 0
                : Math.max(1, Duration.between(now, header.expiration()).toMillis());
    }

    private static void correlate(Message jms, CorrelationId id) throws JMSException, IOException {
        if (id instanceof CorrelationId.Text text) {
            jms.setJMSCorrelationID(text.text());
        } else if (id instanceof CorrelationId.Bytes bytes) {
            jms.setJMSCorrelationIDAsBytes(bytes.bytes().toByteArray());
        }
    }

    private Message message(Body body) throws JMSException, IOException {
        if (body instanceof Body.Text text) {
            return session.createTextMessage(text.text());
        }
        if (body instanceof Body.Bytes bytes) {
            return bytes(bytes.content());
        }
        if (body instanceof Body.MapBody map) {
            MapMessage message = session.createMapMessage();
            for (Map.Entry<String, TypedValue> entry : map.entries().entrySet()) {
                message.setObject(entry.getKey(), plain(entry.getValue()));
            }
            return message;
        }
        if (body instanceof Body.StreamBody stream) {
            StreamMessage message = session.createStreamMessage();
            for (TypedValue value : stream.values()) {
                message.writeObject(plain(value));
            }
            return message;
        }
        if (body instanceof Body.ObjectBody object) {
            ObjectMessage message = session.createObjectMessage();
            if (object.serialized().size() > 0) {
                objects.set(message, object.serialized().toByteArray());
            }
            return message;
        }
        return session.createMessage();
    }

    private Message bytes(Content content) throws JMSException, IOException {
        BytesMessage message = session.createBytesMessage();
        byte[] piece = new byte[PIECE];
        long size = 0;
        try (InputStream in = content.open()) {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                message.writeBytes(piece, 0, read);
                size += read;
            }
        }
        if (size != content.size()) {
            throw new IOException("its body has " + size + " bytes in place of " + content.size());
        }
        return message;
    }

    private static Object plain(TypedValue value) throws IOException {
        return value.value() instanceof Content content ? content.toByteArray() : value.value();
    }

    /** Closes the producer; the session is its owner's. */
    @Override
    public void close() {
        try {
            producer.close();
        } catch (JMSException e) {
            throw ActiveMqProblem.NOT_SENT.caused(e, "id", "(the last)", "queue", queue, "reason", e.getMessage());
        }
    }
}
