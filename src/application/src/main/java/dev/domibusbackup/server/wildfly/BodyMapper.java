package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.reader.MapMessageUtil;
import org.apache.activemq.artemis.reader.StreamMessageUtil;
import org.apache.activemq.artemis.reader.TextMessageUtil;
import org.apache.activemq.artemis.utils.collections.TypedProperties;

/**
 * The body of an Artemis message as one of the six kinds of JMS. Bytes and objects of large messages stay in the
 * broker's file until they are read; texts, maps and streams are values in memory, as they are in JMS itself.
 */
final class BodyMapper {

    /** The length that an ObjectMessage's body begins with. */
    private static final int LENGTH_FIELD = 4;

    private BodyMapper() {
    }

    static Body body(ICoreMessage message) throws ActiveMQException, IOException {
        return switch (message.getType()) {
            case Message.TEXT_TYPE -> text(buffer(message));
            case Message.BYTES_TYPE -> new Body.Bytes(content(message, 0));
            case Message.OBJECT_TYPE -> object(message);
            case Message.MAP_TYPE -> map(buffer(message));
            case Message.STREAM_TYPE -> stream(buffer(message));
            case Message.DEFAULT_TYPE -> plain(message);
            default -> throw new IOException("unknown message type " + message.getType());
        };
    }

    private static Body text(ActiveMQBuffer buffer) {
        SimpleString text = buffer.readableBytes() == 0 ? null : TextMessageUtil.readBodyText(buffer);
        return new Body.Text(text == null ? null : text.toString());
    }

    /** JMS has no body here; what a client of the broker's own protocol put there is kept as bytes. */
    private static Body plain(ICoreMessage message) throws ActiveMQException, IOException {
        Content content = content(message, 0);
        return content.size() == 0 ? new Body.Empty() : new Body.Bytes(content);
    }

    private static Body object(ICoreMessage message) throws ActiveMQException, IOException {
        Content whole = content(message, 0);
        return new Body.ObjectBody(whole.size() < LENGTH_FIELD ? whole : content(message, LENGTH_FIELD));
    }

    private static Body map(ActiveMQBuffer buffer) {
        Map<String, TypedValue> entries = new TreeMap<>();
        if (buffer.readableBytes() > 0) {
            TypedProperties properties = MapMessageUtil.readBodyMap(buffer);
            properties.forEach((name, value) -> entries.put(name.toString(), MessageMapper.typed(value)));
        }
        return new Body.MapBody(entries);
    }

    private static Body stream(ActiveMQBuffer buffer) {
        List<TypedValue> values = new ArrayList<>();
        while (buffer.readableBytes() > 0) {
            values.add(MessageMapper.typed(StreamMessageUtil.streamReadObject(buffer)));
        }
        return new Body.StreamBody(values);
    }

    private static ActiveMQBuffer buffer(ICoreMessage message) throws ActiveMQException, IOException {
        if (message.isLargeMessage() || compressed(message)) {
            return ActiveMQBuffers.wrappedBuffer(content(message, 0).toByteArray());
        }
        // a view with its own indexes: reading it does not move those of the live message
        return message.getReadOnlyBodyBuffer();
    }

    /** The body from an offset on, in its uncompressed form. */
    private static Content content(ICoreMessage message, int offset) throws ActiveMQException {
        if (!message.isLargeMessage() && !compressed(message)) {
            return Content.of(bytes(message, offset));
        }
        long size = compressed(message) ? message.getLongProperty(Message.HDR_LARGE_BODY_SIZE) : storedSize(message);
        return Content.streamed(Math.max(0, size - offset), () -> {
            InputStream raw = message.isLargeMessage() ? new LargeBodyInputStream(message)
                    : Content.of(bytes(message, 0)).open();
            InputStream body = compressed(message) ? new InflaterInputStream(raw) : raw;
            body.skipNBytes(Math.min(offset, size));
            return body;
        });
    }

    private static byte[] bytes(ICoreMessage message, int offset) {
        ActiveMQBuffer buffer = message.getReadOnlyBodyBuffer();
        buffer.skipBytes(Math.min(offset, buffer.readableBytes()));
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static long storedSize(ICoreMessage message) throws ActiveMQException {
        try (LargeBodyReader reader = message.getLargeBodyReader()) {
            return reader.getSize();
        }
    }

    private static boolean compressed(ICoreMessage message) {
        return Boolean.TRUE.equals(message.getObjectProperty(Message.HDR_LARGE_COMPRESSED));
    }
}
