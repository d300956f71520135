package dev.domibusbackup.message;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes of known size, in memory, in a file, or still with the broker. A content of 500 MB is never in memory as long
 * as nobody calls {@link #toByteArray()}. Two contents are equal when their bytes are.
 */
public abstract class Content {

    private static final int BUFFER = 64 * 1024;

    private final long size;

    protected Content(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        this.size = size;
    }

    /** Number of bytes. */
    public final long size() {
        return size;
    }

    /** Opens the bytes from their beginning; the caller closes. A writer of message files opens a content once. */
    public abstract InputStream open() throws IOException;

    /**
     * All bytes; not to be changed by the caller.
     *
     * @throws IOException when they cannot be read, or are not as many as {@link #size()} says
     */
    public byte[] toByteArray() throws IOException {
        if (size > Integer.MAX_VALUE - 16) {
            throw new IOException(size + " bytes do not fit into an array");
        }
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length != size || in.read() >= 0) {
                throw new EOFException("the content does not have the " + size + " bytes it was said to have");
            }
            return bytes;
        }
    }

    /** A content in memory. The array is not copied: it must not be changed any more. */
    public static Content of(byte[] bytes) {
        return new InMemory(Objects.requireNonNull(bytes, "bytes"));
    }

    /** A content in a file, which must not change as long as the content is used. */
    public static Content ofFile(Path file) throws IOException {
        return streamed(Files.size(file), () -> Files.newInputStream(file));
    }

    /** A content that is opened where it lies, for example with the broker. */
    public static Content streamed(long size, Opener opener) {
        return new Streamed(size, Objects.requireNonNull(opener, "opener"));
    }

    /** Opens a stream at its beginning. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Compares byte by byte, without holding either content in memory.
     *
     * @throws UncheckedIOException when one of them cannot be read
     */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Content content) || content.size != size) {
            return false;
        }
        try (InputStream mine = open(); InputStream theirs = content.open()) {
            byte[] a = new byte[BUFFER];
            byte[] b = new byte[BUFFER];
            int read;
            do {
                read = mine.readNBytes(a, 0, BUFFER);
                int there = theirs.readNBytes(b, 0, BUFFER);
                if (!Arrays.equals(a, 0, read, b, 0, there)) {
                    return false;
                }
            } while (read > 0);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(size);
    }

    /** The size alone: contents are other people's data and do not belong into logs. */
    @Override
    public final String toString() {
        return "Content[" + size + " bytes]";
    }

    private static final class InMemory extends Content {

        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            super(bytes.length);
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] toByteArray() {
            return bytes;
        }
    }

    private static final class Streamed extends Content {

        private final Opener opener;

        private Streamed(long size, Opener opener) {
            super(size);
            this.opener = opener;
        }

        @Override
        public InputStream open() throws IOException {
            return opener.open();
        }
    }
}
