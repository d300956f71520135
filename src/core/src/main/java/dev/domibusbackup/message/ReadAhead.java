package dev.domibusbackup.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads a stream whose reading is work, such as unpacking, in a thread of its own, while the caller does something else
 * with what was read. Holds at most {@link #BLOCKS} blocks, whatever the speed of the caller. An error comes out of the
 * call of {@link #read()} that would have met it, behind everything that could be read before it; the thread has ended
 * when {@link #close} returns, which does not close the stream. For one caller.
 */
final class ReadAhead implements AutoCloseable {

    static final int BLOCK = 64 * 1024;
    static final int BLOCKS = 32;

    private final InputStream in;
    private final Thread thread;
    private final Deque<Block> full = new ArrayDeque<>();
    private final Deque<byte[]> free = new ArrayDeque<>();
    private byte[] lent;
    private int made;
    private boolean ended;
    private boolean closed;
    private Throwable failure;

    /** Bytes of the stream, of which {@code length} count. */
    record Block(byte[] bytes, int length) {
    }

    /** Begins to read at once. */
    ReadAhead(InputStream in) {
        this.in = in;
        thread = GzipThreads.thread(this::readAll);
        thread.start();
    }

    /**
     * The next bytes, good until the next call; {@code null} at the end of the stream.
     *
     * @throws IOException what reading the stream has thrown; unchecked exceptions come as they are
     */
    synchronized Block read() throws IOException {
        if (lent != null) {
            free.push(lent);
            lent = null;
            notifyAll();
        }
        while (full.isEmpty() && !ended) {
            await();
        }
        Block block = full.poll();
        if (block != null) {
            lent = block.bytes();
        } else if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
        return block;
    }

    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the file is read");
        }
    }

    private void readAll() {
        Throwable thrown = null;
        try {
            byte[] bytes;
            int length = 0;
            while (length >= 0 && (bytes = room()) != null) {
                length = in.read(bytes, 0, bytes.length);
                hand(bytes, length);
            }
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
        } finally {
            end(thrown);
        }
    }

    /** An array to read into; {@code null} when nobody wants more. */
    private synchronized byte[] room() throws IOException {
        while (!closed && free.isEmpty() && made == BLOCKS) {
            await();
        }
        if (closed) {
            return null;
        }
        if (free.isEmpty()) {
            made++;
            return new byte[BLOCK];
        }
        return free.pop();
    }

    private synchronized void hand(byte[] bytes, int length) {
        if (length > 0) {
            full.add(new Block(bytes, length));
            notifyAll();
        } else {
            free.push(bytes);
        }
    }

    private synchronized void end(Throwable thrown) {
        failure = thrown;
        ended = true;
        notifyAll();
    }

    /** Gives up what was not asked for and waits for what has begun: a block, milliseconds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        GzipThreads.awaitEnd(List.of(thread));
    }
}
