package dev.domibusbackup.message;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A gzip stream of several members, one per block of what is written. What fits into one block is compressed by the
 * caller's thread; from the second block on, others help. The target is used by the caller's thread alone, so that its
 * errors come out of the call that writes. Holds at most {@link #PENDING} blocks and the one being filled, whatever the
 * speed of the target. Counts on both sides. For one thread.
 */
final class GzipMembers extends OutputStream {

    /** A larger one would compress hardly better: a member loses what the one before it had taught, 32 KiB. */
    static final int BLOCK = 256 * 1024;
    /** Blocks given to the compression and not yet written, at most. */
    static final int PENDING = 8;
    /** Enough that reading the broker is the slower part; the server has other things to do as well. */
    private static final int MOST_THREADS = 3;

    private final OutputStream target;
    private final int level;
    private final int threads;
    private final Deque<Future<GzipBlock>> pending = new ArrayDeque<>();
    private final Deque<GzipBlock> free = new ArrayDeque<>();
    private GzipThreads compression;
    private GzipBlock block;
    private long uncompressed;
    private long compressed;

    GzipMembers(OutputStream target, int level) {
        this(target, level, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() - 1));
    }

    /**
     * @param threads beside the caller's own, which compresses too when the others have enough to do; may be 0
     */
    GzipMembers(OutputStream target, int level, int threads) {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("gzip level " + level);
        }
        this.target = target;
        this.level = level;
        this.threads = threads;
    }

    long uncompressed() {
        return uncompressed;
    }

    /** Bytes in the target; those of blocks on their way are not counted yet. */
    long compressed() {
        return compressed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int off, int len) throws IOException {
        int from = off;
        while (from < off + len) {
            if (block == null) {
                block = free.isEmpty() ? new GzipBlock(level) : free.pop();
            }
            from += block.fill(bytes, from, off + len - from);
            if (block.isFull()) {
                hand();
            }
        }
        uncompressed += len;
    }

    /** Everything so far is complete in the target. */
    void endMember() throws IOException {
        if (block != null && compression == null) {
            writeOut(block.compress());
            block = null;
        } else if (block != null) {
            hand();
        }
        writeOut(0);
        target.flush();
    }

    /** Closes the target; what {@link #endMember} has not ended is given up. Ends the threads. */
    @Override
    public void close() throws IOException {
        pending.clear();
        free.clear();
        block = null;
        try {
            if (compression != null) {
                compression.close();
            }
        } finally {
            target.close();
        }
    }

    /** Gives the block to the compression, and writes what has come out of it. */
    private void hand() throws IOException {
        if (compression == null) {
            compression = new GzipThreads(threads);
        }
        pending.add(compression.submit(block::compress));
        block = null;
        writeOut(PENDING);
    }

    /** Writes blocks in their order, as far as they are ready; waits for them while there are more than allowed. */
    private void writeOut(int allowed) throws IOException {
        while (!pending.isEmpty() && (pending.size() > allowed || pending.peek().isDone())) {
            writeOut(compressed(pending.remove()));
        }
    }

    private void writeOut(GzipBlock done) throws IOException {
        compressed += done.writeTo(target);
        free.push(done);
    }

    private static GzipBlock compressed(Future<GzipBlock> future) throws IOException {
        // also when there is nothing to wait for, which depends on the speed of the other threads alone
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IOException("a block could not be compressed: " + e.getCause(), e.getCause());
        }
    }

    private static IOException interrupted() {
        return new InterruptedIOException("interrupted while a block is compressed");
    }
}
