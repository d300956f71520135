package dev.domibusbackup.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** A gzip stream of several members: each can be ended without ending the stream. Counts on both sides. */
final class GzipMembers extends OutputStream {

    private static final int BUFFER = 64 * 1024;

    private final Counted target;
    private final int level;
    private Member member;
    private long uncompressed;

    GzipMembers(OutputStream target, int level) {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("gzip level " + level);
        }
        this.target = new Counted(target);
        this.level = level;
    }

    long uncompressed() {
        return uncompressed;
    }

    long compressed() {
        return target.count;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int off, int len) throws IOException {
        if (len == 0) {
            return;
        }
        if (member == null) {
            member = new Member(target, level);
        }
        member.write(bytes, off, len);
        uncompressed += len;
    }

    /** Everything so far is complete in the target. */
    void endMember() throws IOException {
        if (member != null) {
            member.finish();
            member.release();
            member = null;
        }
        target.flush();
    }

    /** Closes the target; a member that was not ended stays incomplete. */
    @Override
    public void close() throws IOException {
        if (member != null) {
            member.release();
            member = null;
        }
        target.close();
    }

    private static final class Member extends GZIPOutputStream {

        private Member(OutputStream out, int level) throws IOException {
            super(out, BUFFER);
            def.setLevel(level);
        }

        /** Gives back the native memory, which {@code finish} keeps. */
        private void release() {
            def.end();
        }
    }

    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private long count;

        private Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int off, int len) throws IOException {
            out.write(bytes, off, len);
            count += len;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
