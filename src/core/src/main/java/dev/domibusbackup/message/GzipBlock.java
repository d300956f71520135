package dev.domibusbackup.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A block of bytes and the gzip member that it becomes. Used again and again: large arrays burden the collector. */
final class GzipBlock {

    private static final int BUFFER = 64 * 1024;

    private final int level;
    private final byte[] bytes = new byte[GzipMembers.BLOCK];
    private final ByteArrayOutputStream member = new ByteArrayOutputStream(BUFFER);
    private int length;

    GzipBlock(int level) {
        this.level = level;
    }

    /** Takes what fits; returns how much. */
    int fill(byte[] source, int off, int len) {
        int taken = Math.min(len, bytes.length - length);
        System.arraycopy(source, off, bytes, length, taken);
        length += taken;
        return taken;
    }

    boolean isFull() {
        return length == bytes.length;
    }

    GzipBlock compress() throws IOException {
        Member gzip = new Member(member, level, Repetition.isWorthSearching(bytes, length, level));
        try {
            gzip.write(bytes, 0, length);
            gzip.finish();
        } finally {
            gzip.release();
        }
        return this;
    }

    /** Writes the member and is empty again; returns the size of the member. */
    int writeTo(OutputStream target) throws IOException {
        int size = member.size();
        member.writeTo(target);
        member.reset();
        length = 0;
        return size;
    }

    private static final class Member extends GZIPOutputStream {

        private Member(OutputStream out, int level, boolean repetitions) throws IOException {
            super(out, BUFFER);
            def.setLevel(level);
            def.setStrategy(repetitions ? Deflater.DEFAULT_STRATEGY : Deflater.HUFFMAN_ONLY);
        }

        /** Gives back the native memory, which {@code finish} keeps. */
        private void release() {
            def.end();
        }
    }
}
