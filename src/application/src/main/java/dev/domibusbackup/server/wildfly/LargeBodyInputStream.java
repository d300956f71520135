package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.core.message.LargeBodyReader;

/** The body of a large message, read from the broker's file piece by piece through a handle of its own. */
final class LargeBodyInputStream extends InputStream {

    private static final int PIECE = 64 * 1024;

    private final LargeBodyReader reader;
    private final byte[] piece = new byte[PIECE];
    private int position;
    private int limit;

    LargeBodyInputStream(ICoreMessage message) throws IOException {
        try {
            reader = message.getLargeBodyReader();
            reader.open();
        } catch (ActiveMQException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (ActiveMQException e) {
            throw new IOException(e);
        }
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            try {
                position = 0;
                limit = Math.max(0, reader.readInto(ByteBuffer.wrap(piece)));
            } catch (ActiveMQException e) {
                throw new IOException(e);
            }
        }
        return position < limit;
    }
}
