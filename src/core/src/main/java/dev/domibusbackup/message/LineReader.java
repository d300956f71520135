package dev.domibusbackup.message;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Lines out of a gzip stream of any number of members. The JDK's stream takes damage at the border of two members for
 * the end of the file; this library's does not. A short file is unpacked by the caller's thread, of a long one the rest
 * by another, a little ahead.
 */
final class LineReader implements Closeable {

    private static final int BUFFER = ReadAhead.BLOCK;
    /** Unpacked bytes from which on a thread of its own is worth it. */
    private static final long SHORT = 1 << 20;
    /** A longer line buffer is given back after its line. */
    private static final int KEPT = 1 << 20;
    /** No sound stream needs so many bytes for one buffer of output; a name without an end in a gzip header does. */
    private static final long MAX_WITHOUT_OUTPUT = 16 << 20;

    private final String file;
    private final Source source;
    private final int limit;
    private final long aheadFrom;
    private byte[] buffer = new byte[BUFFER];
    private InputStream gzip;
    private ReadAhead ahead;
    private long unpacked;
    private int at;
    private int end;
    private byte[] line = new byte[BUFFER];
    private int length;
    private long number;

    LineReader(String file, InputStream source, int limit) {
        this(file, source, limit, Runtime.getRuntime().availableProcessors() > 1 ? SHORT : Long.MAX_VALUE);
    }

    /** @param aheadFrom unpacked bytes from which on another thread reads ahead */
    LineReader(String file, InputStream source, int limit, long aheadFrom) {
        this.file = file;
        this.source = new Source(file, source);
        this.limit = limit;
        this.aheadFrom = aheadFrom;
    }

    /** Number of the line in {@link #line()}, from 1. */
    long number() {
        return number;
    }

    /** The bytes of the line, of which {@link #length()} count; good until the next call of {@link #next()}. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /** Goes to the next line; false at the end of a sound stream. */
    boolean next() {
        number++;
        length = 0;
        if (line.length > KEPT) {
            line = new byte[BUFFER];
        }
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, fill());
                if (end == 0) {
                    return length > 0;
                }
            }
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            append(newline - at);
            at = newline;
            if (at < end) {
                at++;
                return true;
            }
        }
    }

    private void append(int count) {
        if (count > limit - length) {
            throw MessageProblem.LINE_TOO_LONG.exception("file", file, "line", number, "limit", limit);
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, (int) Math.max(length + count, Math.min(limit, 2L * line.length)));
        }
        System.arraycopy(buffer, at, line, length, count);
        length += count;
    }

    private int fill() {
        try {
            if (gzip == null) {
                gzip = open();
            }
            if (ahead == null && unpacked >= aheadFrom) {
                ahead = new ReadAhead(gzip);
            }
            int read = ahead == null ? gzip.read(buffer, 0, buffer.length) : takeAhead();
            unpacked += read;
            return read;
        } catch (ProblemException e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        } catch (EOFException e) {
            throw MessageProblem.TRUNCATED.caused(e, "file", file, "line", number);
        } catch (IOException | RuntimeException e) {
            throw MessageProblem.GZIP_DAMAGED.caused(e, "file", file, "line", number);
        }
    }

    private int takeAhead() throws IOException {
        ReadAhead.Block block = ahead.read();
        if (block == null) {
            return -1;
        }
        buffer = block.bytes();
        return block.length();
    }

    private InputStream open() throws IOException {
        PeekedStream peeked = new PeekedStream(source);
        if (!peeked.isGzip()) {
            throw MessageProblem.NOT_GZIP.exception("file", file);
        }
        return new Unpacked(source, GzipCompressorInputStream.builder().setInputStream(peeked)
                .setDecompressConcatenated(true).get());
    }

    /** Ends the other thread and closes the source. */
    @Override
    public void close() throws IOException {
        try (source) {
            if (ahead != null) {
                ahead.close();
            }
            if (gzip != null) {
                gzip.close();
            }
        }
    }

    /** Looks at the first two bytes and gives them back. */
    private static final class PeekedStream extends PushbackInputStream {

        private PeekedStream(InputStream in) {
            super(in, 2);
        }

        private boolean isGzip() throws IOException {
            byte[] magic = readNBytes(2);
            unread(magic);
            return magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
        }
    }

    /** Lets the source count anew for each buffer of output. */
    private static final class Unpacked extends FilterInputStream {

        private final Source source;

        private Unpacked(Source source, InputStream gzip) {
            super(gzip);
            this.source = source;
        }

        @Override
        public int read(byte[] bytes, int off, int len) throws IOException {
            source.withoutOutput = 0;
            return in.read(bytes, off, len);
        }
    }

    /** Tells errors of the disk from damage of the stream. */
    private static final class Source extends FilterInputStream {

        private final String file;
        private long withoutOutput;

        private Source(String file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int off, int len) throws IOException {
            if (withoutOutput > MAX_WITHOUT_OUTPUT) {
                throw new IOException("a gzip header without an end");
            }
            try {
                int read = in.read(bytes, off, len);
                withoutOutput += read;
                return read;
            } catch (IOException e) {
                throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
            }
        }
    }
}
