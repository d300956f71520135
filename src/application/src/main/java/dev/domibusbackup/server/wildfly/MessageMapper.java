package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.reader.MessageUtil;

/** Takes a message of Artemis apart into what JMS calls header, properties and body. Changes nothing in it. */
final class MessageMapper {

    /** Properties of the broker that a message needs where it goes: what moved it into the dead letter queue. */
    private static final Set<String> KEPT = Set.of(Message.HDR_ORIGINAL_ADDRESS.toString(),
            Message.HDR_ORIGINAL_QUEUE.toString(), Message.HDR_ORIG_MESSAGE_ID.toString(),
            Message.HDR_ACTUAL_EXPIRY_TIME.toString(), Message.HDR_LAST_VALUE_NAME.toString());

    /** Properties that are fields of the JMS header. */
    private static final Set<String> HEADER = Set.of(MessageUtil.TYPE_HEADER_NAME.toString(),
            MessageUtil.REPLYTO_HEADER_NAME.toString(), MessageUtil.CORRELATIONID_HEADER_NAME.toString());

    private MessageMapper() {
    }

    /**
     * @param scheduled whether the broker holds the message among the scheduled ones
     */
    static PortableMessage portable(MessageReference reference, boolean scheduled)
            throws ActiveMQException, IOException {
        ICoreMessage message = apart(reference.getMessage().toCore());
        return new PortableMessage(header(reference, message, scheduled), properties(message),
                BodyMapper.body(message));
    }

    /**
     * A message of our own with the same content. The broker keeps its messages encoded and decodes the properties of
     * one when it is first asked for them, for good: asking the broker's own would make a million messages need twice
     * the memory. A large message has its body in a file, and beside that its properties are little.
     */
    private static ICoreMessage apart(ICoreMessage message) {
        if (message.isLargeMessage()) {
            return message;
        }
        ActiveMQBuffer encoded = ActiveMQBuffers.fixedBuffer(message.getPersistSize());
        message.persist(encoded);
        CoreMessage apart = new CoreMessage();
        apart.reloadPersistence(encoded, null);
        return apart;
    }

    private static MessageHeader header(MessageReference reference, ICoreMessage message, boolean scheduled) {
        Object userId = message.getUserID();
        long due = reference.getScheduledDeliveryTime();
        // a message that has fallen due may keep the time for which it was scheduled
        boolean waits = due > 0 && (scheduled || due > System.currentTimeMillis());
        return MessageHeader.builder()
                .id(userId == null ? null : "ID:" + userId)
                .timestamp(instant(message.getTimestamp()))
                .type(text(message, MessageUtil.TYPE_HEADER_NAME))
                .correlationId(correlationId(message))
                .replyTo(replyTo(text(message, MessageUtil.REPLYTO_HEADER_NAME)))
                .priority(message.getPriority())
                .persistent(message.isDurable())
                .expiration(instant(message.getExpiration()))
                .due(waits ? Instant.ofEpochMilli(due) : null)
                .deliveryCount(reference.getDeliveryCount())
                .brokerId(Long.toString(reference.getMessageID()))
                .build();
    }

    private static Instant instant(long millis) {
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }

    private static String text(ICoreMessage message, SimpleString name) {
        Object value = message.getObjectProperty(name);
        return value == null ? null : value.toString();
    }

    private static CorrelationId correlationId(ICoreMessage message) {
        Object value = message.getObjectProperty(MessageUtil.CORRELATIONID_HEADER_NAME);
        if (value == null) {
            return null;
        }
        return value instanceof byte[] bytes ? new CorrelationId.Bytes(Content.of(bytes))
                : new CorrelationId.Text(value.toString());
    }

    /** Clients write {@code queue://name}; old ones the address alone, {@code jms.queue.name}. */
    private static ReplyTo replyTo(String address) {
        if (address == null) {
            return null;
        }
        int scheme = address.indexOf("://");
        String name = scheme < 0 ? address : address.substring(scheme + 3);
        boolean topic = scheme < 0 ? name.startsWith("jms.topic.") || name.startsWith("jms.temptopic.")
                : address.substring(0, scheme).endsWith("topic");
        return new ReplyTo(topic ? ReplyTo.Type.TOPIC : ReplyTo.Type.QUEUE, name);
    }

    private static Map<String, TypedValue> properties(ICoreMessage message) throws IOException {
        if (!(message instanceof CoreMessage core)) {
            throw new IOException("unknown kind of message " + message.getClass().getName());
        }
        // the broker keeps them in a hash table; sorted, two exports of one message read the same
        Map<String, TypedValue> properties = new TreeMap<>();
        core.getProperties().forEach((name, value) -> {
            String jms = jmsName(name.toString());
            if (jms != null) {
                properties.put(jms, typed(value));
            }
        });
        return properties;
    }

    /** The property's name in JMS; {@code null} for those that the broker made for itself. */
    private static String jmsName(String name) {
        if (name.equals(Message.HDR_GROUP_ID.toString())) {
            return MessageUtil.JMSXGROUPID;
        }
        if (name.equals(Message.HDR_GROUP_SEQUENCE.toString())) {
            return MessageUtil.JMSXGROUPSEQ;
        }
        return isInternal(name) ? null : name;
    }

    /** Whether a broker made the property for itself, or it is a field of the header. */
    static boolean isInternal(String name) {
        return !KEPT.contains(name) && (HEADER.contains(name) || name.startsWith("_AMQ_") || name.startsWith("__AMQ")
                || name.startsWith("__HDR") || name.startsWith("JMS_AMQ_"));
    }

    /** A value as JMS types it. */
    static TypedValue typed(Object value) {
        return TypedValue.of(value instanceof SimpleString string ? string.toString() : value);
    }
}
