package dev.domibusbackup.message;

import dev.domibusbackup.problem.MessageProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names of queues as names of files, and back. Letters, digits and {@code - _ .} stay as they are, so that people find
 * their queue; everything else is percent-encoded, byte by byte of its UTF-8. A dot at the beginning is encoded: no
 * name is hidden, {@code .} or {@code ..}. A name too long for a file system is cut and ends in {@code ~} and its
 * SHA-256; then only the message file's first line knows the whole name.
 */
public final class QueueFileName {

    /** Longest result, which leaves room for suffixes within the 255 bytes of common file systems. */
    public static final int MAX_LENGTH = 200;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final char HASH_MARK = '~';

    private QueueFileName() {
    }

    /**
     * @throws dev.domibusbackup.problem.ProblemException when the name is empty or not valid Unicode
     */
    public static String encode(String queue) {
        byte[] utf8 = utf8(queue);
        StringBuilder name = new StringBuilder(utf8.length + 16);
        int cut = 0;
        for (byte b : utf8) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
                    || c == '.' && name.length() > 0;
            if (plain) {
                name.append(c);
            } else {
                name.append('%').append(HEX.toHexDigits(b));
            }
            if (name.length() <= MAX_LENGTH - 65) {
                cut = name.length();
            }
        }
        if (name.length() <= MAX_LENGTH) {
            return name.toString();
        }
        return name.substring(0, cut) + HASH_MARK + sha256(utf8);
    }

    /**
     * The queue's name, or empty when the file name holds only a part of it and a hash.
     *
     * @throws dev.domibusbackup.problem.ProblemException when it is not the file name of any queue
     */
    public static Optional<String> decode(String name) {
        if (name.indexOf(HASH_MARK) >= 0) {
            if (!name.matches("[A-Za-z0-9._%-]+~[0-9a-f]{64}") || name.length() > MAX_LENGTH) {
                throw MessageProblem.QUEUE_NAME.exception("name", name);
            }
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%' && i + 2 < name.length() && HexFormat.isHexDigit(name.charAt(i + 1))
                    && HexFormat.isHexDigit(name.charAt(i + 2))) {
                bytes.put((byte) HexFormat.fromHexDigits(name, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            String queue = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            if (!queue.isEmpty() && encode(queue).equals(name)) {
                return Optional.of(queue);
            }
        } catch (CharacterCodingException e) {
            throw MessageProblem.QUEUE_NAME.caused(e, "name", name);
        }
        throw MessageProblem.QUEUE_NAME.exception("name", name);
    }

    private static byte[] utf8(String queue) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(queue));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            if (utf8.length > 0) {
                return utf8;
            }
        } catch (CharacterCodingException e) {
            throw MessageProblem.QUEUE_UNNAMEABLE.caused(e);
        }
        throw MessageProblem.QUEUE_UNNAMEABLE.exception();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
