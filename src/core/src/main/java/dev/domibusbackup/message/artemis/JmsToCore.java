package dev.domibusbackup.message.artemis;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;

/**
 * The properties and times of a message as the core of Artemis and its XML hold them, with the differences that this
 * makes. One object per message.
 */
final class JmsToCore {

    private static final String ID = "ID:";

    private final PortableMessage message;
    private final Set<Difference> differences = EnumSet.noneOf(Difference.class);
    private final Map<String, TypedValue> properties = new LinkedHashMap<>();

    JmsToCore(PortableMessage message) {
        this.message = message;
        MessageHeader header = message.header();
        // as a client of JMS sets it for queues
        properties.put(CoreProperties.ROUTING_TYPE, TypedValue.of(CoreProperties.ANYCAST));
        if (header.due() != null) {
            properties.put(CoreProperties.SCHEDULED, TypedValue.of(millis(header.due())));
        }
        put(CoreProperties.TYPE, header.type());
        put(CoreProperties.REPLY_TO, address(header.replyTo()));
        if (header.correlationId() instanceof CorrelationId.Text id) {
            put(CoreProperties.CORRELATION_ID, id.text());
        } else if (header.correlationId() instanceof CorrelationId.Bytes id) {
            properties.put(CoreProperties.CORRELATION_ID, new TypedValue(TypedValue.Type.BYTES, id.bytes()));
        }
        message.properties().forEach(this::property);
        count(header.id() != null, Difference.MESSAGE_ID);
        count(!header.persistent(), Difference.NON_PERSISTENT);
        count(header.deliveryCount() > 0, Difference.DELIVERY_COUNT);
    }

    /** By their core names; all of them can be written. */
    Map<String, TypedValue> properties() {
        return properties;
    }

    long timestamp() {
        return message.header().timestamp() == null ? 0 : millis(message.header().timestamp());
    }

    long expiration() {
        return message.header().expiration() == null ? 0 : millis(message.header().expiration());
    }

    /** The message id without JMS's prefix; {@code null} when there is none that XML can hold. */
    String userId() {
        String id = message.header().id();
        if (id == null || !XmlText.isWritable(id)) {
            return null;
        }
        return id.startsWith(ID) ? id.substring(ID.length()) : id;
    }

    /** Complete once everything was asked for. */
    Set<Difference> differences() {
        return differences;
    }

    private void property(String jms, TypedValue value) {
        String name = CoreProperties.coreName(jms);
        if (name == null) {
            differences.add(Difference.RESERVED);
        } else if (!XmlText.isWritable(name)) {
            differences.add(Difference.CHARACTERS);
        } else if (value.type() == TypedValue.Type.STRING) {
            put(name, (String) value.value());
        } else if (value.type() == TypedValue.Type.CHAR) {
            // written as the command line's export writes it; its import passes over it
            count(true, Difference.CHAR_PROPERTY);
            if (XmlText.isWritable(value.value().toString())) {
                properties.put(name, value);
            }
        } else {
            properties.put(name, value);
        }
    }

    private void put(String name, String text) {
        if (text == null) {
            return;
        }
        if (!XmlText.isWritable(text)) {
            differences.add(Difference.CHARACTERS);
            return;
        }
        count(text.equals(XmlText.NULL), Difference.NULL_WORD);
        properties.put(name, new TypedValue(TypedValue.Type.STRING, text));
    }

    /** As the client wrote it: {@code jms.queue.name} and the like say themselves what they are. */
    private static String address(ReplyTo replyTo) {
        if (replyTo == null) {
            return null;
        }
        String type = replyTo.type().id();
        boolean saysItself = replyTo.name().startsWith("jms." + type + ".")
                || replyTo.name().startsWith("jms.temp" + type + ".");
        return saysItself ? replyTo.name() : type + "://" + replyTo.name();
    }

    /** Artemis knows times after 1970 only: 0 stands for none. */
    private long millis(Instant instant) {
        long millis;
        try {
            millis = Math.max(1, instant.toEpochMilli());
        } catch (ArithmeticException tooFar) {
            millis = instant.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : 1;
        }
        count(!Instant.ofEpochMilli(millis).equals(instant), Difference.TIME);
        return millis;
    }

    private void count(boolean is, Difference difference) {
        if (is) {
            differences.add(difference);
        }
    }
}
