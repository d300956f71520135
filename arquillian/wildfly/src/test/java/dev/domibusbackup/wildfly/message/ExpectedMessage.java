package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;

/** What a set must hold of a message that was sent. */
final class ExpectedMessage {

    private ExpectedMessage() {
    }

    /** Compares value by value and type by type; what the broker did to a message since is given apart. */
    static void assertExported(PortableMessage message, Sending sending, int deliveries, Instant due) {
        SentMessage sent = sending.message();
        MessageHeader header = message.header();
        assertThat(header.id()).as("id").isEqualTo(sending.id());
        assertThat(header.timestamp()).as("timestamp").isEqualTo(Instant.ofEpochMilli(sending.timestamp()));
        assertThat(header.type()).as("type").isEqualTo(sent.header().type());
        assertThat(header.correlationId()).as("correlation id").isEqualTo(correlation(sent));
        assertThat(header.replyTo()).as("reply-to").isEqualTo(reply(sent));
        assertThat(header.priority()).as("priority").isEqualTo(sent.header().priority());
        assertThat(header.persistent()).as("delivery mode").isEqualTo(sent.header().persistent());
        assertThat(header.expiration()).as("expiration").isEqualTo(
                sent.header().liveMillis() == 0 ? null : Instant.ofEpochMilli(sending.expiration()));
        assertThat(header.due()).as("due").isEqualTo(due);
        assertThat(header.deliveryCount()).as("delivery count").isEqualTo(deliveries);
        assertThat(message.properties()).as("properties").isEqualTo(properties(sent));
        assertThat(message.body()).as("body").isEqualTo(body(sent));
    }

    private static CorrelationId correlation(SentMessage sent) {
        if (sent.header().correlation() instanceof byte[] bytes) {
            return new CorrelationId.Bytes(Content.of(bytes));
        }
        return sent.header().correlation() == null ? null
                : new CorrelationId.Text((String) sent.header().correlation());
    }

    private static ReplyTo reply(SentMessage sent) {
        if (sent.header().reply() == null) {
            return null;
        }
        String name = sent.header().reply().substring("queue:".length());
        return sent.header().reply().startsWith("queue:") ? new ReplyTo(ReplyTo.Type.QUEUE, "jms.queue." + name)
                : new ReplyTo(ReplyTo.Type.TOPIC, "jms.topic." + name);
    }

    private static Map<String, TypedValue> properties(SentMessage sent) {
        Map<String, TypedValue> properties = typed(sent.properties());
        properties.put(SentMessage.NUMBER, TypedValue.of(sent.number()));
        return properties;
    }

    private static Map<String, TypedValue> typed(Map<?, ?> values) {
        Map<String, TypedValue> typed = new LinkedHashMap<>();
        values.forEach((name, value) -> typed.put((String) name, TypedValue.of(value)));
        return typed;
    }

    private static Body body(SentMessage sent) {
        return switch (sent.kind()) {
            case TEXT -> new Body.Text((String) sent.body());
            case BYTES -> new Body.Bytes(Content.of((byte[]) sent.body()));
            case MAP -> new Body.MapBody(typed((Map<?, ?>) sent.body()));
            case STREAM -> new Body.StreamBody(((List<?>) sent.body()).stream().map(TypedValue::of).toList());
            case OBJECT -> new Body.ObjectBody(Content.of(serialized(sent.body())));
            case PLAIN -> new Body.Empty();
        };
    }

    /** As Java writes it; none for {@code null}. */
    private static byte[] serialized(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (object != null) {
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes.toByteArray();
    }
}
