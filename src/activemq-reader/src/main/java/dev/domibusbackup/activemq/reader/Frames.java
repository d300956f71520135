package dev.domibusbackup.activemq.reader;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What goes to standard output, for the process that started this one. Numbers are big-endian. First {@link #MAGIC}
 * (modified UTF-8 as {@link DataOutputStream#writeUTF}) and {@link #VERSION} (int), then frames that begin with one
 * byte:
 * <ul>
 * <li>{@code S} what was found: index of KahaDB rebuilt (boolean), scheduler store there (boolean), its index rebuilt
 *     (boolean), prepared transactions (int), jobs for destinations that are no queues (long)
 * <li>{@code Q} a queue begins: name (string), messages by the index (long), jobs (long)
 * <li>{@code M} a message: see {@link MessageFrame}
 * <li>{@code E} the queue ends: messages given from KahaDB (long) and from the scheduler store (long)
 * <li>{@code Z} everything was given: queues (int), messages (long)
 * <li>{@code P} it cannot be given: kind, subject, reason (strings)
 * </ul>
 * The stream ends after Z or P; ending anywhere else it is cut.
 * <p>
 * A string is its number of UTF-16 units (int; -1 for none) and the units. A value is a byte for its type and what
 * the type needs, as {@link #value} writes it. Bytes are their number (long) and they themselves.
 */
final class Frames {

    static final String MAGIC = "domibus-backup-activemq-reader";
    static final int VERSION = 1;

    private final DataOutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    Frames(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 64 * 1024));
    }

    void begin() throws IOException {
        out.writeUTF(MAGIC);
        out.writeInt(VERSION);
    }

    void summary(boolean rebuilt, boolean scheduler, boolean schedulerRebuilt, int prepared, long otherJobs)
            throws IOException {
        out.writeByte('S');
        out.writeBoolean(rebuilt);
        out.writeBoolean(scheduler);
        out.writeBoolean(schedulerRebuilt);
        out.writeInt(prepared);
        out.writeLong(otherJobs);
        // who waits learns that the stores are open
        out.flush();
    }

    void queue(String name, long indexed, long jobs) throws IOException {
        out.writeByte('Q');
        string(name);
        out.writeLong(indexed);
        out.writeLong(jobs);
    }

    void endOfQueue(long ready, long scheduled) throws IOException {
        out.writeByte('E');
        out.writeLong(ready);
        out.writeLong(scheduled);
    }

    void end(int queues, long messages) throws IOException {
        out.writeByte('Z');
        out.writeInt(queues);
        out.writeLong(messages);
        out.flush();
    }

    void problem(ReaderException problem) throws IOException {
        out.writeByte('P');
        string(problem.kind().name());
        string(problem.subject());
        string(problem.getMessage());
        out.flush();
    }

    void number(int value) throws IOException {
        out.writeInt(value);
    }

    void time(long millis) throws IOException {
        out.writeLong(millis);
    }

    void octet(int value) throws IOException {
        out.writeByte(value);
    }

    void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    void string(String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        out.writeInt(text.length());
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            buffer[filled++] = (byte) (unit >> 8);
            buffer[filled++] = (byte) unit;
            if (filled == buffer.length) {
                out.write(buffer, 0, filled);
                filled = 0;
            }
        }
        out.write(buffer, 0, filled);
    }

    void bytes(byte[] bytes) throws IOException {
        out.writeLong(bytes.length);
        out.write(bytes);
    }

    /** Whether a value has a type of JMS. */
    static boolean isKnown(Object value) {
        return value == null || value instanceof Boolean || value instanceof Number || value instanceof Character
                || value instanceof byte[] || value instanceof String;
    }

    /** A value of JMS that {@link #isKnown}. */
    void value(Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof Boolean) {
            out.writeByte('z');
            out.writeBoolean((Boolean) value);
        } else if (value instanceof Byte) {
            out.writeByte('b');
            out.writeByte((Byte) value);
        } else if (value instanceof Short) {
            out.writeByte('s');
            out.writeShort((Short) value);
        } else if (value instanceof Character) {
            out.writeByte('c');
            out.writeChar((Character) value);
        } else if (value instanceof Integer) {
            out.writeByte('i');
            out.writeInt((Integer) value);
        } else if (value instanceof Long) {
            out.writeByte('l');
            out.writeLong((Long) value);
        } else if (value instanceof Float) {
            out.writeByte('f');
            out.writeInt(Float.floatToRawIntBits((Float) value));
        } else if (value instanceof Double) {
            out.writeByte('d');
            out.writeLong(Double.doubleToRawLongBits((Double) value));
        } else if (value instanceof byte[]) {
            out.writeByte('B');
            bytes((byte[]) value);
        } else {
            out.writeByte('S');
            string((String) value);
        }
    }
}
