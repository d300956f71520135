package dev.domibusbackup.message.artemis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;

/**
 * Makes a body of JMS of a core encoding. Bytes and objects stay where they are; texts, maps and streams are values in
 * memory, as they are in JMS itself.
 */
public final class BodyDecoder {

    /** The length that an ObjectMessage's body begins with. */
    private static final int LENGTH_FIELD = 4;
    /** As many as a message file takes. */
    private static final int MOST_VALUES = 1_000_000;

    private final long textLimit;

    /** @param textLimit how many UTF-16 units the strings of one body may have together */
    public BodyDecoder(long textLimit) {
        this.textLimit = textLimit;
    }

    /**
     * @throws IOException when the content is not in the encoding of its type, or cannot be read
     */
    public Body decode(CoreType type, Content body) throws IOException {
        return switch (type) {
            case TEXT -> text(body);
            case BYTES -> new Body.Bytes(body);
            case OBJECT -> new Body.ObjectBody(body.size() < LENGTH_FIELD ? body
                    : CoreBuffer.part(body, LENGTH_FIELD, body.size() - LENGTH_FIELD));
            case MAP -> map(body);
            case STREAM -> stream(body);
            // JMS has no body here; what a client of the broker's own protocol put there is kept as bytes
            case DEFAULT -> body.size() == 0 ? new Body.Empty() : new Body.Bytes(body);
        };
    }

    private Body text(Content body) throws IOException {
        try (CoreBuffer buffer = new CoreBuffer(body, textLimit)) {
            boolean none = buffer.isAtEnd() || buffer.readByte() == CoreEncoding.NULL;
            return new Body.Text(none ? null : buffer.readSimpleString());
        }
    }

    private Body map(Content body) throws IOException {
        Map<String, TypedValue> entries = new TreeMap<>();
        try (CoreBuffer buffer = new CoreBuffer(body, textLimit)) {
            if (!buffer.isAtEnd() && buffer.readByte() != CoreEncoding.NULL) {
                int count = buffer.readInt();
                check(count);
                for (int i = 0; i < count; i++) {
                    String name = buffer.readSimpleString();
                    int type = buffer.readByte();
                    entries.put(name, type == CoreEncoding.STRING
                            ? new TypedValue(TypedValue.Type.STRING, buffer.readSimpleString())
                            : value(buffer, type));
                }
            }
        }
        return new Body.MapBody(new LinkedHashMap<>(entries));
    }

    private Body stream(Content body) throws IOException {
        List<TypedValue> values = new ArrayList<>();
        try (CoreBuffer buffer = new CoreBuffer(body, textLimit)) {
            while (!buffer.isAtEnd()) {
                check(values.size());
                int type = buffer.readByte();
                if (type == CoreEncoding.STRING) {
                    boolean none = buffer.readByte() == CoreEncoding.NULL;
                    values.add(none ? TypedValue.NULL
                            : new TypedValue(TypedValue.Type.STRING, buffer.readString()));
                } else {
                    values.add(value(buffer, type));
                }
            }
        }
        return new Body.StreamBody(values);
    }

    private static TypedValue value(CoreBuffer buffer, int type) throws IOException {
        return switch (type) {
            case CoreEncoding.NULL -> TypedValue.NULL;
            case CoreEncoding.BOOLEAN -> TypedValue.of(buffer.readBoolean());
            case CoreEncoding.BYTE -> TypedValue.of(buffer.readByte());
            case CoreEncoding.SHORT -> TypedValue.of(buffer.readShort());
            case CoreEncoding.CHAR -> TypedValue.of((char) buffer.readShort());
            case CoreEncoding.INT -> TypedValue.of(buffer.readInt());
            case CoreEncoding.LONG -> TypedValue.of(buffer.readLong());
            case CoreEncoding.FLOAT -> TypedValue.of(Float.intBitsToFloat(buffer.readInt()));
            case CoreEncoding.DOUBLE -> TypedValue.of(Double.longBitsToDouble(buffer.readLong()));
            case CoreEncoding.BYTES -> new TypedValue(TypedValue.Type.BYTES, buffer.readBytes());
            default -> throw new BrokenEncoding("a value has the unknown type " + type);
        };
    }

    private static void check(int count) throws BrokenEncoding {
        if (count < 0 || count > MOST_VALUES) {
            throw new BrokenEncoding("it has more than " + MOST_VALUES + " values");
        }
    }
}
