package dev.domibusbackup.activemq;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.jms.BytesMessage;
import javax.jms.JMSException;
import javax.jms.MapMessage;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.StreamMessage;
import org.apache.activemq.ScheduledMessage;

/** Sends portable messages as a client of JMS would, and tells what the broker then must hold. */
final class JmsForm {

    private static final int HEADER_MOST = 2000;
    private static final long MILLIS_OF_A_DAY = 86_400_000;

    private final Session session;
    private final MessageProducer producer;

    JmsForm(Session session, String queue) throws JMSException {
        this.session = session;
        this.producer = session.createProducer(session.createQueue(queue));
    }

    /**
     * Sends what JMS and ActiveMQ can take of a message: persistent, without bytes as correlation id, and with an
     * expiration within days if it has any.
     *
     * @param delay milliseconds, 0 for none
     * @return the message as it must be read; without due time and broker id
     */
    PortableMessage send(PortableMessage any, long delay) throws JMSException, IOException {
        Message message = message(any.body());
        String type = shortened(any.header().type());
        message.setJMSType(type);
        CorrelationId.Text correlation = any.header().correlationId() instanceof CorrelationId.Text text
                ? new CorrelationId.Text(shortened(text.text())) : null;
        message.setJMSCorrelationID(correlation == null ? null : correlation.text());
        ReplyTo replyTo = any.header().replyTo();
        if (replyTo != null && replyTo.name().matches("[a-zA-Z0-9_]+")) {
            message.setJMSReplyTo(replyTo.type() == ReplyTo.Type.QUEUE ? session.createQueue(replyTo.name())
                    : session.createTopic(replyTo.name()));
        } else {
            replyTo = null;
        }
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        for (Map.Entry<String, TypedValue> property : any.properties().entrySet()) {
            // names of JMS's own have rules of their own
            if (!property.getKey().startsWith("JMS")) {
                message.setObjectProperty(property.getKey(), property.getValue().value());
                properties.put(property.getKey(), property.getValue());
            }
        }
        if (delay > 0) {
            message.setLongProperty(ScheduledMessage.AMQ_SCHEDULED_DELAY, delay);
        }
        boolean expires = any.header().expiration() != null;
        producer.send(message, javax.jms.DeliveryMode.PERSISTENT, any.header().priority(),
                expires ? MILLIS_OF_A_DAY : 0);
        return new PortableMessage(MessageHeader.builder().id(message.getJMSMessageID())
                .timestamp(Instant.ofEpochMilli(message.getJMSTimestamp())).type(type)
                .correlationId(correlation).replyTo(replyTo).priority(any.header().priority()).persistent(true)
                .expiration(expires ? Instant.ofEpochMilli(message.getJMSExpiration()) : null).build(),
                properties, held(any.body()));
    }

    /** ActiveMQ's fields of the header hold 8 KB. */
    private static String shortened(String text) {
        return text == null || text.length() <= HEADER_MOST ? text : text.substring(0, HEADER_MOST);
    }

    /** An object is held serialized. */
    private static Body held(Body body) throws IOException {
        if (!(body instanceof Body.ObjectBody object) || object.serialized().size() == 0) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object.serialized().toByteArray());
            // as ActiveMQ's client does
            out.reset();
        }
        return new Body.ObjectBody(Content.of(bytes.toByteArray()));
    }

    private Message message(Body body) throws JMSException, IOException {
        if (body instanceof Body.Text text) {
            return session.createTextMessage(text.text());
        }
        if (body instanceof Body.Bytes bytes) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes.content().toByteArray());
            return message;
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
            return object.serialized().size() == 0 ? session.createObjectMessage()
                    : session.createObjectMessage(object.serialized().toByteArray());
        }
        return session.createMessage();
    }

    private static Object plain(TypedValue value) throws IOException {
        return value.value() instanceof Content content ? content.toByteArray() : value.value();
    }
}
