package dev.domibusbackup.activemq;

import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what frames are made of; {@code dev.domibusbackup.activemq.reader.Frames} writes and specifies it. Bytes above
 * {@value #IN_MEMORY} go to a file each, which the next {@link #release} removes.
 */
final class FrameReader {

    private static final String MAGIC = "domibus-backup-activemq-reader";
    private static final int VERSION = 1;
    private static final int IN_MEMORY = 256 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final DataInputStream in;
    private final Path spool;
    private final byte[] buffer = new byte[BUFFER];
    private int spooled;

    /**
     * @param spool existing folder, for large contents
     */
    FrameReader(InputStream in, Path spool) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.spool = spool;
    }

    void begin() throws IOException {
        String magic = in.readUTF();
        int version = in.readInt();
        if (!magic.equals(MAGIC) || version != VERSION) {
            throw new StreamCorruptedException("it speaks " + magic + " " + version);
        }
    }

    char tag() throws IOException {
        return (char) in.readUnsignedByte();
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    int octet() throws IOException {
        return in.readByte();
    }

    int number() throws IOException {
        return in.readInt();
    }

    long count() throws IOException {
        return in.readLong();
    }

    /** May be {@code null}. */
    String string() throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder(Math.min(length, BUFFER));
        int left = length;
        while (left > 0) {
            int units = Math.min(left, BUFFER / 2);
            in.readFully(buffer, 0, units * 2);
            for (int i = 0; i < units * 2; i += 2) {
                text.append((char) (buffer[i] << 8 | buffer[i + 1] & 0xff));
            }
            left -= units;
        }
        return text.toString();
    }

    Content bytes() throws IOException {
        long size = in.readLong();
        if (size <= IN_MEMORY) {
            byte[] bytes = new byte[(int) size];
            in.readFully(bytes);
            return Content.of(bytes);
        }
        Path file = spool.resolve("content-" + spooled++);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0;) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException("inside the bytes of a message");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        return Content.ofFile(file);
    }

    Map<String, TypedValue> values() throws IOException {
        int size = in.readInt();
        Map<String, TypedValue> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(string(), value());
        }
        return values;
    }

    TypedValue value() throws IOException {
        char type = tag();
        return switch (type) {
            case '0' -> TypedValue.NULL;
            case 'z' -> TypedValue.of(in.readBoolean());
            case 'b' -> TypedValue.of(in.readByte());
            case 's' -> TypedValue.of(in.readShort());
            case 'c' -> TypedValue.of(in.readChar());
            case 'i' -> TypedValue.of(in.readInt());
            case 'l' -> TypedValue.of(in.readLong());
            case 'f' -> TypedValue.of(Float.intBitsToFloat(in.readInt()));
            case 'd' -> TypedValue.of(Double.longBitsToDouble(in.readLong()));
            case 'B' -> TypedValue.of(bytes());
            case 'S' -> TypedValue.of(string());
            default -> throw new StreamCorruptedException("a value of type " + (int) type);
        };
    }

    /** Removes the files of the contents given so far. */
    void release() throws IOException {
        for (; spooled > 0; spooled--) {
            Files.deleteIfExists(spool.resolve("content-" + (spooled - 1)));
        }
    }
}
