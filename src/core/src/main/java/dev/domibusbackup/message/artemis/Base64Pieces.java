package dev.domibusbackup.message.artemis;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Decodes base64 that comes in pieces of any length, with the alphabet for addresses or the common one. Each CDATA
 * section of an export is encoded for itself, so padding may stand in the middle.
 */
final class Base64Pieces {

    private static final int BUFFER = 32 * 1024;

    private final OutputStream target;
    private final byte[] digits = new byte[BUFFER];
    private int filled;

    Base64Pieces(OutputStream target) {
        this.target = target;
    }

    /** White space is passed over. */
    void append(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c <= ' ') {
                continue;
            }
            if (c > 0x7f) {
                throw new BrokenEncoding("it is not base64");
            }
            digits[filled++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
            boolean whole = filled % 4 == 0;
            if (whole && (c == '=' || filled == BUFFER)) {
                decode();
            }
        }
    }

    /** Nothing follows. */
    void end() throws IOException {
        decode();
    }

    private void decode() throws IOException {
        byte[] section = Arrays.copyOf(digits, filled);
        filled = 0;
        try {
            target.write(Base64.getDecoder().decode(section));
        } catch (IllegalArgumentException e) {
            throw new BrokenEncoding("it is not base64");
        }
    }
}
