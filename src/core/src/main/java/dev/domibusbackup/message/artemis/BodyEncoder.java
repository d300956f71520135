package dev.domibusbackup.message.artemis;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;

/** Writes bodies of JMS in the core encoding of their type. */
public final class BodyEncoder {

    private static final int PIECE = 64 * 1024;

    private BodyEncoder() {
    }

    /** The type of the core message that holds a body of this kind. */
    public static CoreType type(Body body) {
        return switch (body.kind()) {
            case TEXT -> CoreType.TEXT;
            case BYTES -> CoreType.BYTES;
            case MAP -> CoreType.MAP;
            case STREAM -> CoreType.STREAM;
            case OBJECT -> CoreType.OBJECT;
            case EMPTY -> CoreType.DEFAULT;
        };
    }

    /**
     * @throws IOException when the body cannot be read or the target not be written, or when the encoding has no place
     *                     for it: bytes of a map, a stream or an object of 2 GiB
     */
    public static void write(Body body, OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        if (body instanceof Body.Text text) {
            nullableText(text.text(), out);
        } else if (body instanceof Body.Bytes bytes) {
            copy(bytes.content(), out);
        } else if (body instanceof Body.ObjectBody object) {
            // no bytes at all stand for an ObjectMessage without an object
            if (object.serialized().size() > 0) {
                bytes(object.serialized(), out);
            }
        } else if (body instanceof Body.MapBody map) {
            map(map.entries(), out);
        } else if (body instanceof Body.StreamBody stream) {
            for (TypedValue value : stream.values()) {
                element(value, out);
            }
        }
        out.flush();
    }

    private static void nullableText(String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeByte(CoreEncoding.NULL);
        } else {
            out.writeByte(CoreEncoding.NOT_NULL);
            simpleString(text, out);
        }
    }

    private static void map(Map<String, TypedValue> entries, DataOutputStream out) throws IOException {
        if (entries.isEmpty()) {
            out.writeByte(CoreEncoding.NULL);
            return;
        }
        out.writeByte(CoreEncoding.NOT_NULL);
        out.writeInt(entries.size());
        for (Map.Entry<String, TypedValue> entry : entries.entrySet()) {
            simpleString(entry.getKey(), out);
            TypedValue value = entry.getValue();
            if (value.type() == TypedValue.Type.STRING) {
                out.writeByte(CoreEncoding.STRING);
                simpleString((String) value.value(), out);
            } else {
                value(value, out);
            }
        }
    }

    /** Streams have no type for null: it is a string without a text. */
    private static void element(TypedValue value, DataOutputStream out) throws IOException {
        if (value.type() == TypedValue.Type.NULL) {
            out.writeByte(CoreEncoding.STRING);
            out.writeByte(CoreEncoding.NULL);
        } else if (value.type() == TypedValue.Type.STRING) {
            out.writeByte(CoreEncoding.STRING);
            out.writeByte(CoreEncoding.NOT_NULL);
            string((String) value.value(), out);
        } else {
            value(value, out);
        }
    }

    private static void value(TypedValue typed, DataOutputStream out) throws IOException {
        Object value = typed.value();
        switch (typed.type()) {
            case NULL -> out.writeByte(CoreEncoding.NULL);
            case BOOLEAN -> {
                out.writeByte(CoreEncoding.BOOLEAN);
                out.writeByte((Boolean) value ? -1 : 0);
            }
            case BYTE -> {
                out.writeByte(CoreEncoding.BYTE);
                out.writeByte((Byte) value);
            }
            case SHORT -> {
                out.writeByte(CoreEncoding.SHORT);
                out.writeShort((Short) value);
            }
            case CHAR -> {
                out.writeByte(CoreEncoding.CHAR);
                out.writeChar((Character) value);
            }
            case INT -> {
                out.writeByte(CoreEncoding.INT);
                out.writeInt((Integer) value);
            }
            case LONG -> {
                out.writeByte(CoreEncoding.LONG);
                out.writeLong((Long) value);
            }
            case FLOAT -> {
                out.writeByte(CoreEncoding.FLOAT);
                out.writeInt(Float.floatToIntBits((Float) value));
            }
            case DOUBLE -> {
                out.writeByte(CoreEncoding.DOUBLE);
                out.writeLong(Double.doubleToLongBits((Double) value));
            }
            case BYTES -> {
                out.writeByte(CoreEncoding.BYTES);
                bytes((Content) value, out);
            }
            case STRING -> throw new IllegalStateException("maps and streams write their strings themselves");
        }
    }

    private static void bytes(Content content, DataOutputStream out) throws IOException {
        out.writeInt(length(content.size()));
        copy(content, out);
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }

    private static void simpleString(String text, DataOutputStream out) throws IOException {
        out.writeInt(length(2L * text.length()));
        byte[] piece = new byte[(int) Math.min(PIECE, 2L * text.length())];
        for (int done = 0; done < text.length(); ) {
            int filled = 0;
            while (filled < piece.length && done < text.length()) {
                char unit = text.charAt(done++);
                piece[filled++] = (byte) unit;
                piece[filled++] = (byte) (unit >> 8);
            }
            out.write(piece, 0, filled);
        }
    }

    private static void string(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        if (text.length() >= CoreEncoding.UTF_BELOW) {
            simpleString(text, out);
        } else if (text.length() < CoreEncoding.UNITS_BELOW) {
            out.writeChars(text);
        } else {
            byte[] utf = utf(text);
            out.writeShort(utf.length);
            out.write(utf);
        }
    }

    /** Each unit for itself: a surrogate becomes three bytes, and U+0000 one. */
    private static byte[] utf(String text) {
        byte[] bytes = new byte[text.length() * 3];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[at++] = (byte) unit;
            } else if (unit < 0x800) {
                bytes[at++] = (byte) (0xc0 | unit >> 6);
                bytes[at++] = (byte) (0x80 | unit & 0x3f);
            } else {
                bytes[at++] = (byte) (0xe0 | unit >> 12);
                bytes[at++] = (byte) (0x80 | unit >> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | unit & 0x3f);
            }
        }
        return Arrays.copyOf(bytes, at);
    }

    private static int length(long bytes) throws BrokenEncoding {
        if (bytes > Integer.MAX_VALUE) {
            throw new BrokenEncoding("a value of " + bytes + " bytes is more than the encoding of Artemis can hold");
        }
        return (int) bytes;
    }
}
