package dev.domibusbackup.activemq;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a portable message of its frame. */
final class MessageFrames {

    private MessageFrames() {
    }

    static PortableMessage message(FrameReader in) throws IOException {
        MessageHeader.Builder header = MessageHeader.builder().id(in.string()).brokerId(in.string())
                .timestamp(instant(in.count())).type(in.string());
        String correlation = in.string();
        header.correlationId(correlation == null ? null : new CorrelationId.Text(correlation))
                .replyTo(replyTo(in)).priority(in.octet()).persistent(in.flag()).expiration(instant(in.count()))
                .due(in.flag() ? Instant.ofEpochMilli(in.count()) : null)
                .deliveryCount(Math.max(0, in.number()));
        Map<String, TypedValue> properties = in.values();
        return new PortableMessage(header.build(), properties, body(in));
    }

    /** JMS writes "not set" and "never" as 0. */
    private static Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static ReplyTo replyTo(FrameReader in) throws IOException {
        char type = in.tag();
        return type == '0' ? null
                : new ReplyTo(type == 'q' ? ReplyTo.Type.QUEUE : ReplyTo.Type.TOPIC, in.string());
    }

    private static Body body(FrameReader in) throws IOException {
        char kind = in.tag();
        return switch (kind) {
            case 't' -> new Body.Text(in.string());
            case 'b' -> new Body.Bytes(in.bytes());
            case 'm' -> new Body.MapBody(in.values());
            case 's' -> new Body.StreamBody(elements(in));
            case 'o' -> new Body.ObjectBody(in.bytes());
            case 'e' -> new Body.Empty();
            default -> throw new StreamCorruptedException("a body of kind " + (int) kind);
        };
    }

    private static List<TypedValue> elements(FrameReader in) throws IOException {
        int size = in.number();
        List<TypedValue> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(in.value());
        }
        return elements;
    }
}
