package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.server.NotKept;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.reader.MessageUtil;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;

/**
 * Header and properties of a message as Artemis's own JMS client writes them: {@link MessageMapper} the other way
 * round. Properties that the mapper leaves out because a broker made them for itself are left out here too.
 */
final class CoreHeaders {

    private static final String ID_PREFIX = "ID:";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** Messages have few names in common: one object for each name, not one for each message. */
    private static final SimpleString.StringSimpleStringPool NAMES = new SimpleString.StringSimpleStringPool(512);

    private CoreHeaders() {
    }

    /** A message of the broker without a body; its address is that of the queue it goes to. */
    static CoreMessage core(PortableMessage message, SimpleString address, RoutingType routing) throws IOException {
        MessageHeader header = message.header();
        CoreMessage core = new CoreMessage();
        core.setType(type(message.body()));
        core.setAddress(address);
        core.setRoutingType(routing);
        core.setDurable(header.persistent());
        core.setPriority((byte) header.priority());
        core.setTimestamp(millis(header.timestamp()));
        core.setExpiration(millis(header.expiration()));
        if (header.due() != null && header.due().isAfter(Instant.now())) {
            core.setScheduledDeliveryTime(header.due().toEpochMilli());
        }
        if (header.id() != null) {
            UUID id = userId(header.id());
            core.setUserID(id != null ? id : UUIDGenerator.getInstance().generateUUID());
        }
        if (header.type() != null) {
            core.putStringProperty(MessageUtil.TYPE_HEADER_NAME, text(header.type()));
        }
        if (header.replyTo() != null) {
            core.putStringProperty(MessageUtil.REPLYTO_HEADER_NAME, text(replyTo(header.replyTo())));
        }
        putCorrelationId(core, header.correlationId());
        for (Map.Entry<String, TypedValue> property : message.properties().entrySet()) {
            String name = coreName(property.getKey());
            if (name != null) {
                put(core, SimpleString.toSimpleString(name, NAMES), property.getValue());
            }
        }
        return core;
    }

    /** What Artemis cannot take over: an id that is not one of its own, and deliveries tried before. */
    static Set<NotKept> notKept(MessageHeader header) {
        Set<NotKept> notKept = EnumSet.noneOf(NotKept.class);
        if (header.id() != null && userId(header.id()) == null) {
            notKept.add(NotKept.ID);
        }
        if (header.deliveryCount() > 0) {
            notKept.add(NotKept.DELIVERY_COUNT);
        }
        return notKept;
    }

    /** The id as the broker keeps it; {@code null} when the broker would give back another one. */
    private static UUID userId(String id) {
        if (!id.startsWith(ID_PREFIX)) {
            return null;
        }
        String text = id.substring(ID_PREFIX.length());
        if (!UUID_TEXT.matcher(text).matches()) {
            return null;
        }
        // the broker's file keeps 16 bytes and takes them all for the same version of UUID
        UUID uuid = new UUID(UUID.TYPE_TIME_BASED, UUID.stringToBytes(text));
        return uuid.toString().equals(text) ? uuid : null;
    }

    private static byte type(Body body) {
        return switch (body.kind()) {
            case TEXT -> Message.TEXT_TYPE;
            case BYTES -> Message.BYTES_TYPE;
            case MAP -> Message.MAP_TYPE;
            case STREAM -> Message.STREAM_TYPE;
            case OBJECT -> Message.OBJECT_TYPE;
            case EMPTY -> Message.DEFAULT_TYPE;
        };
    }

    /** For the broker 0 means "none"; a time before 1970 is none of these. */
    private static long millis(Instant instant) {
        return instant == null ? 0 : Math.max(1, instant.toEpochMilli());
    }

    private static SimpleString text(String text) {
        return SimpleString.toSimpleString(text);
    }

    private static String replyTo(ReplyTo replyTo) {
        return replyTo.type().id() + "://" + replyTo.name();
    }

    private static void putCorrelationId(CoreMessage core, CorrelationId id) throws IOException {
        if (id instanceof CorrelationId.Text text) {
            core.putStringProperty(MessageUtil.CORRELATIONID_HEADER_NAME, text(text.text()));
        } else if (id instanceof CorrelationId.Bytes bytes) {
            core.putBytesProperty(MessageUtil.CORRELATIONID_HEADER_NAME, bytes.bytes().toByteArray());
        }
    }

    private static String coreName(String name) {
        if (name.equals(MessageUtil.JMSXGROUPID)) {
            return Message.HDR_GROUP_ID.toString();
        }
        if (name.equals(MessageUtil.JMSXGROUPSEQ)) {
            return Message.HDR_GROUP_SEQUENCE.toString();
        }
        return MessageMapper.isInternal(name) ? null : name;
    }

    private static void put(CoreMessage core, SimpleString name, TypedValue value) throws IOException {
        switch (value.type()) {
            case BOOLEAN -> core.putBooleanProperty(name, (Boolean) value.value());
            case BYTE -> core.putByteProperty(name, (Byte) value.value());
            case SHORT -> core.putShortProperty(name, (Short) value.value());
            case CHAR -> core.putCharProperty(name, (Character) value.value());
            case INT -> core.putIntProperty(name, (Integer) value.value());
            case LONG -> core.putLongProperty(name, (Long) value.value());
            case FLOAT -> core.putFloatProperty(name, (Float) value.value());
            case DOUBLE -> core.putDoubleProperty(name, (Double) value.value());
            case STRING -> core.putStringProperty(name, text((String) value.value()));
            case BYTES -> core.putBytesProperty(name, ((Content) value.value()).toByteArray());
            case NULL -> core.putStringProperty(name, (SimpleString) null);
        }
    }
}
