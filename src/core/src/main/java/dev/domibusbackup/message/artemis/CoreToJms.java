package dev.domibusbackup.message.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;

/**
 * Takes a message of Artemis apart into what JMS calls header, properties and body, as the backup of a running WildFly
 * does, so that both give the same message. What a core message does not know: the count of deliveries, which is 0
 * here, and the due time of a redelivery.
 */
public final class CoreToJms {

    private final BodyDecoder bodies;

    public CoreToJms(BodyDecoder bodies) {
        this.bodies = bodies;
    }

    /**
     * @param persistent whether it survives a stop of the broker
     * @throws IOException when its body is not in the encoding of its type
     */
    public PortableMessage portable(CoreMessage message, boolean persistent) throws IOException {
        Map<String, TypedValue> properties = message.properties();
        MessageHeader header = MessageHeader.builder()
                .id(message.userId() == null ? null : "ID:" + message.userId())
                .brokerId(Long.toString(message.id()))
                .timestamp(instant(message.timestamp()))
                .expiration(instant(message.expiration()))
                .due(due(properties.get(CoreProperties.SCHEDULED)))
                .type(text(properties.get(CoreProperties.TYPE)))
                .correlationId(correlationId(properties.get(CoreProperties.CORRELATION_ID)))
                .replyTo(replyTo(text(properties.get(CoreProperties.REPLY_TO))))
                .priority(message.priority())
                .persistent(persistent)
                .build();
        return new PortableMessage(header, jms(properties), bodies.decode(message.type(), body(message)));
    }

    private static Instant instant(long millis) {
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }

    private static Instant due(TypedValue scheduled) {
        return scheduled != null && scheduled.value() instanceof Number millis ? instant(millis.longValue()) : null;
    }

    private static String text(TypedValue value) {
        return value == null || value.type() == TypedValue.Type.NULL ? null : String.valueOf(value.value());
    }

    private static CorrelationId correlationId(TypedValue value) {
        if (value != null && value.type() == TypedValue.Type.BYTES) {
            return new CorrelationId.Bytes((Content) value.value());
        }
        String text = text(value);
        return text == null ? null : new CorrelationId.Text(text);
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

    private static Map<String, TypedValue> jms(Map<String, TypedValue> core) {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        // the broker keeps them in a hash table; sorted, two exports of one message read the same
        new TreeMap<>(core).forEach((name, value) -> {
            String jms = CoreProperties.jmsName(name);
            if (jms != null) {
                properties.put(jms, value);
            }
        });
        return properties;
    }

    /** A large message may have been compressed by its client. */
    private static Content body(CoreMessage message) throws BrokenEncoding {
        TypedValue compressed = message.properties().get(CoreProperties.COMPRESSED);
        if (compressed == null || !Boolean.TRUE.equals(compressed.value())) {
            return message.body();
        }
        TypedValue size = message.properties().get(CoreProperties.UNCOMPRESSED_SIZE);
        if (size == null || !(size.value() instanceof Long bytes) || bytes < 0) {
            throw new BrokenEncoding("it is compressed and does not say how long it is");
        }
        return Content.streamed(bytes, () -> {
            InputStream unpacked = new InflaterInputStream(message.body().open());
            return new BoundedInputStream(unpacked, bytes);
        });
    }
}
