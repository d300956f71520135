package dev.domibusbackup.job.messages;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;

/**
 * 128 bits of a hash of all of a message that an import keeps: not its id, its due time, its deliveries. Two messages
 * that agree in it are alike for whoever gets them. Large bodies are read as streams.
 */
final class MessageFingerprint {

    private final DataOutputStream out;

    private MessageFingerprint(DataOutputStream out) {
        this.out = out;
    }

    static UUID of(PortableMessage message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            MessageFingerprint fingerprint = new MessageFingerprint(new DataOutputStream(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest)));
            fingerprint.write(message.header());
            fingerprint.write(kept(message.properties()));
            fingerprint.write(message.body());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Brokers make properties of their own, each by its own names. */
    private static Map<String, TypedValue> kept(Map<String, TypedValue> properties) {
        Map<String, TypedValue> kept = new TreeMap<>(properties);
        kept.keySet().removeIf(name -> name.startsWith("JMS") || name.startsWith("_"));
        return kept;
    }

    private void write(MessageHeader header) throws IOException {
        time(header.timestamp());
        text(header.type());
        if (header.correlationId() instanceof CorrelationId.Text id) {
            text(id.text());
        } else if (header.correlationId() instanceof CorrelationId.Bytes id) {
            content(id.bytes());
        }
        text(header.replyTo() == null ? null : header.replyTo().type().id() + "://" + header.replyTo().name());
        out.writeInt(header.priority());
        out.writeBoolean(header.persistent());
        time(header.expiration());
    }

    private void write(Body body) throws IOException {
        text(body.kind().id());
        if (body instanceof Body.Text text) {
            text(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            content(bytes.content());
        } else if (body instanceof Body.ObjectBody object) {
            content(object.serialized());
        } else if (body instanceof Body.MapBody map) {
            write(new TreeMap<>(map.entries()));
        } else if (body instanceof Body.StreamBody stream) {
            for (TypedValue value : stream.values()) {
                write(value);
            }
        }
    }

    private void write(Map<String, TypedValue> entries) throws IOException {
        out.writeInt(entries.size());
        for (Map.Entry<String, TypedValue> entry : entries.entrySet()) {
            text(entry.getKey());
            write(entry.getValue());
        }
    }

    private void write(TypedValue value) throws IOException {
        text(value.type().id());
        if (value.value() instanceof Content content) {
            content(content);
        } else {
            text(value.value() == null ? null : value.value().toString());
        }
    }

    private void time(Instant instant) throws IOException {
        out.writeLong(instant == null ? 0 : instant.toEpochMilli());
    }

    private void text(String text) throws IOException {
        out.writeInt(text == null ? -1 : text.length());
        if (text != null) {
            out.writeChars(text);
        }
    }

    private void content(Content content) throws IOException {
        out.writeLong(content.size());
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }
}
