package dev.domibusbackup.server.wildfly;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.utils.DataConstants;

/**
 * Writes the body of a message in the encoding of Artemis's JMS client, which {@link BodyMapper} reads. Contents are
 * copied piece by piece: neither a body nor an entry of a map is in memory because of this.
 */
final class BodyWriter {

    private static final int PIECE = 8 * 1024;

    private final DataOutputStream out;

    private BodyWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    static void write(Body body, OutputStream out) throws IOException {
        BodyWriter writer = new BodyWriter(out);
        if (body instanceof Body.Text text) {
            writer.text(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            writer.content(bytes.content());
        } else if (body instanceof Body.MapBody map) {
            writer.map(map.entries());
        } else if (body instanceof Body.StreamBody stream) {
            for (TypedValue value : stream.values()) {
                writer.element(value);
            }
        } else if (body instanceof Body.ObjectBody object && object.serialized().size() > 0) {
            writer.lengthAndContent(object.serialized());
        }
        writer.out.flush();
    }

    private void text(String text) throws IOException {
        out.writeByte(text == null ? DataConstants.NULL : DataConstants.NOT_NULL);
        if (text != null) {
            simpleString(text);
        }
    }

    private void map(Map<String, TypedValue> entries) throws IOException {
        out.writeByte(entries.isEmpty() ? DataConstants.NULL : DataConstants.NOT_NULL);
        if (!entries.isEmpty()) {
            out.writeInt(entries.size());
        }
        for (Map.Entry<String, TypedValue> entry : entries.entrySet()) {
            simpleString(entry.getKey());
            TypedValue value = entry.getValue();
            switch (value.type()) {
                case NULL -> out.writeByte(DataConstants.NULL);
                case STRING -> {
                    out.writeByte(DataConstants.STRING);
                    simpleString((String) value.value());
                }
                default -> typed(value);
            }
        }
    }

    private void element(TypedValue value) throws IOException {
        switch (value.type()) {
            case NULL, STRING -> {
                out.writeByte(DataConstants.STRING);
                nullableString((String) value.value());
            }
            default -> typed(value);
        }
    }

    /** A value of a type that maps and streams write alike. */
    private void typed(TypedValue typed) throws IOException {
        Object value = typed.value();
        switch (typed.type()) {
            case BOOLEAN -> {
                out.writeByte(DataConstants.BOOLEAN);
                out.writeBoolean((Boolean) value);
            }
            case BYTE -> {
                out.writeByte(DataConstants.BYTE);
                out.writeByte((Byte) value);
            }
            case SHORT -> {
                out.writeByte(DataConstants.SHORT);
                out.writeShort((Short) value);
            }
            case CHAR -> {
                out.writeByte(DataConstants.CHAR);
                out.writeShort((Character) value);
            }
            case INT -> {
                out.writeByte(DataConstants.INT);
                out.writeInt((Integer) value);
            }
            case LONG -> {
                out.writeByte(DataConstants.LONG);
                out.writeLong((Long) value);
            }
            case FLOAT -> {
                out.writeByte(DataConstants.FLOAT);
                out.writeInt(Float.floatToRawIntBits((Float) value));
            }
            case DOUBLE -> {
                out.writeByte(DataConstants.DOUBLE);
                out.writeLong(Double.doubleToRawLongBits((Double) value));
            }
            case BYTES -> {
                out.writeByte(DataConstants.BYTES);
                lengthAndContent((Content) value);
            }
            default -> throw new IllegalArgumentException("type " + typed.type());
        }
    }

    /** Length in bytes, then each UTF-16 unit with its low byte first. */
    private void simpleString(String text) throws IOException {
        out.writeInt(Math.multiplyExact(text.length(), 2));
        byte[] piece = new byte[Math.min(PIECE, text.length() * 2)];
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            piece[filled++] = (byte) unit;
            piece[filled++] = (byte) (unit >> 8);
            if (filled == piece.length) {
                out.write(piece, 0, filled);
                filled = 0;
            }
        }
        out.write(piece, 0, filled);
    }

    /** The encoding depends on the length; Artemis knows it. */
    private void nullableString(String text) throws IOException {
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(text == null ? 1 : 16 + text.length());
        buffer.writeNullableString(text);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        out.write(bytes);
    }

    private void lengthAndContent(Content content) throws IOException {
        if (content.size() > Integer.MAX_VALUE) {
            throw new IOException(content.size() + " bytes are more than the broker's encoding can count");
        }
        out.writeInt((int) content.size());
        content(content);
    }

    private void content(Content content) throws IOException {
        try (InputStream in = content.open()) {
            long copied = in.transferTo(out);
            if (copied != content.size()) {
                throw new EOFException("the content has " + copied + " bytes instead of " + content.size());
            }
        }
    }
}
