package dev.domibusbackup.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bytes of a BytesMessage from their beginning, streamed where the provider streams. */
final class JmsBytes extends InputStream {

    private final BytesMessage message;

    JmsBytes(BytesMessage message) throws IOException {
        this.message = message;
        try {
            message.reset();
        } catch (JMSException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, bytes.length);
        if (len == 0) {
            return 0;
        }
        try {
            if (off == 0) {
                return message.readBytes(bytes, len);
            }
            byte[] part = new byte[Math.min(len, 64 * 1024)];
            int read = message.readBytes(part, part.length);
            if (read > 0) {
                System.arraycopy(part, 0, bytes, off, read);
            }
            return read;
        } catch (JMSException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
