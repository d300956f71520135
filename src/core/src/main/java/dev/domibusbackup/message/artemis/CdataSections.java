package dev.domibusbackup.message.artemis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes a body as base64 with the alphabet for addresses, in CDATA sections each encoded for itself. White space must
 * follow each of them: at it the command line's import decodes, and a section without it would be lost.
 */
final class CdataSections extends OutputStream {

    private static final int SECTION = 48 * 1024;
    private static final byte[] BEGIN = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]]>\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream target;
    private final byte[] section = new byte[SECTION];
    private int filled;

    CdataSections(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        section[filled++] = (byte) b;
        if (filled == SECTION) {
            end();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int left = length;
        while (left > 0) {
            int count = Math.min(left, SECTION - filled);
            System.arraycopy(bytes, offset + length - left, section, filled, count);
            filled += count;
            left -= count;
            if (filled == SECTION) {
                end();
            }
        }
    }

    /** Writes what is left. */
    void end() throws IOException {
        if (filled > 0) {
            target.write(BEGIN);
            target.write(Base64.getUrlEncoder().encode(Arrays.copyOf(section, filled)));
            target.write(END);
            filled = 0;
        }
    }
}
