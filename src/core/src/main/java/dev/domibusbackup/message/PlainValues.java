package dev.domibusbackup.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the long values of plain ASCII out of a line, base64 above all, and leaves an empty string in their place: a
 * JSON parser looks at each character by itself and copies it twice, which took a third of the time of reading. Between
 * {@code "value":"} and the next quotation mark lies a string whenever the line is JSON, because in a string the
 * quotation marks would be escaped. Who parses the rest asks for each empty string with {@link #at}, and must read the
 * whole line instead when not all of them were found, or the rest is not what it should be.
 */
final class PlainValues {

    /** A shorter one is as fast in its line. */
    static final int LONG = 4096;

    private static final byte[] BEFORE = "\"value\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] line;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final Map<Long, Value> values = new HashMap<>();
    private long characters;

    /** A part of a line, good as long as the line is. */
    record Value(byte[] line, int from, int length) {

        String text() {
            return new String(line, from, length, StandardCharsets.ISO_8859_1);
        }

        /** @throws IllegalArgumentException when it is not base64 */
        byte[] base64() {
            ByteBuffer bytes = Base64.getDecoder().decode(ByteBuffer.wrap(line, from, length));
            return bytes.remaining() == bytes.array().length ? bytes.array()
                    : Arrays.copyOf(bytes.array(), bytes.remaining());
        }
    }

    PlainValues(byte[] line, int length) {
        this.line = line;
        int kept = 0;
        for (int at = find(0, length); at < length; at = find(at, length)) {
            int end = at;
            while (end < length && line[end] >= ' ' && line[end] != '"' && line[end] != '\\') {
                end++;
            }
            if (end - at >= LONG && end < length && line[end] == '"') {
                keep(kept, at);
                values.put(characters - 1, new Value(line, at, end - at));
                kept = end;
            }
            at = end;
        }
        keep(kept, length);
    }

    /** Whether nothing was taken out, or all of it was asked for. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The line without what was taken out. */
    InputStream rest() {
        return new ByteArrayInputStream(rest.toByteArray());
    }

    /** What was taken out of the string at this character of the rest, once; {@code null} when nothing was. */
    Value at(long character) {
        return values.remove(character);
    }

    /** The first position behind the next {@link #BEFORE}; {@code length} when there is none. */
    private int find(int from, int length) {
        for (int at = from; at <= length - BEFORE.length; at++) {
            if (line[at] == '"' && Arrays.equals(line, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
                return at + BEFORE.length;
            }
        }
        return length;
    }

    private void keep(int from, int to) {
        rest.write(line, from, to - from);
        for (int at = from; at < to; at++) {
            // of UTF-8: all but the first byte of a character continue it, one of four bytes is two characters of Java
            characters += (line[at] & 0xc0) == 0x80 ? 0 : (line[at] & 0xf8) == 0xf0 ? 2 : 1;
        }
    }
}
