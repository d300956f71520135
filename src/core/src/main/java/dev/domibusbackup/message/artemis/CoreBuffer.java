package dev.domibusbackup.message.artemis;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.domibusbackup.message.Content;

/**
 * Reads a body in a core encoding from its beginning. Believes no length: nothing is allocated that the body does not
 * hold. Long runs of bytes are not read but handed out as parts of the body.
 */
final class CoreBuffer implements Closeable {

    /** Longer bytes stay where they are. */
    private static final int IN_MEMORY = 64 * 1024;
    private static final int PIECE = 64 * 1024;

    private final Content whole;
    private final DataInputStream in;
    private final long textLimit;
    private long position;
    private long text;

    /** @param textLimit how many UTF-16 units all strings may have together, because they are held in memory */
    CoreBuffer(Content whole, long textLimit) throws IOException {
        this.whole = whole;
        this.textLimit = textLimit;
        in = new DataInputStream(new BufferedInputStream(whole.open(), PIECE));
    }

    boolean isAtEnd() {
        return position == whole.size();
    }

    byte readByte() throws IOException {
        take(1);
        return in.readByte();
    }

    boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    short readShort() throws IOException {
        take(2);
        return in.readShort();
    }

    int readInt() throws IOException {
        take(4);
        return in.readInt();
    }

    long readLong() throws IOException {
        take(8);
        return in.readLong();
    }

    /** Bytes that follow their length. */
    Content readBytes() throws IOException {
        int length = length();
        long from = position;
        take(length);
        if (length <= IN_MEMORY) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return Content.of(bytes);
        }
        in.skipNBytes(length);
        return part(whole, from, length);
    }

    /** UTF-16, little-endian, behind its length in bytes. */
    String readSimpleString() throws IOException {
        int length = length();
        if (length % 2 != 0) {
            throw new BrokenEncoding("a string has half a character");
        }
        take(length);
        countText(length / 2);
        char[] units = new char[length / 2];
        byte[] piece = new byte[Math.min(length, PIECE)];
        for (int done = 0; done < units.length; ) {
            int bytes = Math.min(piece.length, (units.length - done) * 2);
            in.readFully(piece, 0, bytes);
            for (int i = 0; i < bytes; i += 2) {
                units[done++] = (char) (piece[i] & 0xff | piece[i + 1] << 8);
            }
        }
        return new String(units);
    }

    /** As streams hold their strings: in one of three encodings, by their length in UTF-16 units. */
    String readString() throws IOException {
        int length = readInt();
        if (length < 0) {
            throw new BrokenEncoding("a length is negative");
        }
        if (length >= CoreEncoding.UTF_BELOW) {
            return readSimpleString();
        }
        return length < CoreEncoding.UNITS_BELOW ? readUnits(length) : readUtf();
    }

    private String readUnits(int length) throws IOException {
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = (char) readShort();
        }
        countText(length);
        return new String(units);
    }

    private String readUtf() throws IOException {
        int left = readShort() & 0xffff;
        StringBuilder units = new StringBuilder(left);
        while (left > 0) {
            int first = readByte() & 0xff;
            int bytes = first < 0x80 ? 1 : first >> 5 == 0b110 ? 2 : first >> 4 == 0b1110 ? 3 : 0;
            if (bytes == 0 || bytes > left) {
                throw new BrokenEncoding("a string is not in the encoding that its length demands");
            }
            int unit = bytes == 1 ? first : bytes == 2 ? first & 0x1f : first & 0x0f;
            for (int i = 1; i < bytes; i++) {
                unit = unit << 6 | readByte() & 0x3f;
            }
            units.append((char) unit);
            left -= bytes;
        }
        countText(units.length());
        return units.toString();
    }

    private int length() throws IOException {
        int length = readInt();
        if (length < 0) {
            throw new BrokenEncoding("a length is negative");
        }
        return length;
    }

    private void take(long bytes) throws IOException {
        if (bytes > whole.size() - position) {
            throw new BrokenEncoding("a value reaches beyond the end of the body");
        }
        position += bytes;
    }

    private void countText(long units) throws IOException {
        text += units;
        if (text > textLimit) {
            throw new BrokenEncoding("its texts have more than " + textLimit + " characters");
        }
    }

    /** A part of a content, read where it lies. */
    static Content part(Content whole, long from, long length) {
        return Content.streamed(length, () -> {
            InputStream in = whole.open();
            in.skipNBytes(from);
            return new BoundedInputStream(in, length);
        });
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
