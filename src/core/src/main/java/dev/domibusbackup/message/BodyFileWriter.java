package dev.domibusbackup.message;

import dev.domibusbackup.problem.MessageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes the body files of one message file, each under a name that a second attempt would use again. */
final class BodyFileWriter {

    private static final int BUFFER = 64 * 1024;

    private final String queue;
    private final String folder;
    private final Bodies bodies;
    private final byte[] buffer = new byte[BUFFER];
    private long message;
    private int value;
    private String id;
    private long files;
    private long bytes;

    /** A body file as its message's line names it; {@code charset} is {@code null} for bytes. */
    record BodyFile(String name, long size, String sha256, String charset) {
    }

    @FunctionalInterface
    private interface Source {
        void copyTo(OutputStream out) throws IOException;
    }

    BodyFileWriter(String queue, Bodies bodies) {
        this.queue = queue;
        this.folder = MessageFormat.BODIES + QueueFileName.encode(queue) + '/';
        this.bodies = bodies;
    }

    /** What follows belongs to this message. */
    void startMessage(long number, String messageId) {
        message = number;
        value = 0;
        id = messageId;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    BodyFile write(Content content) throws IOException {
        return write(null, out -> copy(content, out));
    }

    /** The text as UTF-8, or as UTF-16BE if it is not valid Unicode. */
    BodyFile write(String text, boolean valid) throws IOException {
        if (!valid) {
            return write(MessageFormat.UTF_16BE, out -> copyUnits(text, out));
        }
        return write(MessageFormat.UTF_8, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            for (int at = 0; at < text.length(); at += BUFFER) {
                writer.write(text, at, Math.min(BUFFER, text.length() - at));
            }
            writer.flush();
        });
    }

    private BodyFile write(String charset, Source source) throws IOException {
        value++;
        String name = folder + message + '-' + value;
        long[] size = {0};
        MessageDigest digest = sha256();
        try (OutputStream file = bodies.create(name);
             DigestOutputStream hashed = new DigestOutputStream(file, digest) {
                 @Override
                 public void write(byte[] b, int off, int len) throws IOException {
                     super.write(b, off, len);
                     size[0] += len;
                 }
             }) {
            source.copyTo(hashed);
        }
        files++;
        bytes += size[0];
        return new BodyFile(name, size[0], HexFormat.of().formatHex(digest.digest()), charset);
    }

    private void copy(Content content, OutputStream out) throws IOException {
        long copied = 0;
        try (InputStream in = openContent(content)) {
            int read;
            while ((read = readContent(in)) > 0) {
                out.write(buffer, 0, read);
                copied += read;
            }
        }
        if (copied != content.size()) {
            throw MessageProblem.MESSAGE_CHANGED.exception("id", id, "queue", queue, "found", copied,
                    "expected", content.size());
        }
    }

    private InputStream openContent(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw MessageProblem.MESSAGE_NOT_READABLE.caused(e, "id", id, "queue", queue, "reason", e.getMessage());
        }
    }

    private int readContent(InputStream in) {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw MessageProblem.MESSAGE_NOT_READABLE.caused(e, "id", id, "queue", queue, "reason", e.getMessage());
        }
    }

    /** All bytes of a content small enough for the line. */
    byte[] inline(Content content) {
        byte[] inline;
        try (InputStream in = content.open()) {
            inline = in.readNBytes(MessageFormat.INLINE_MAX + 1);
        } catch (IOException e) {
            throw MessageProblem.MESSAGE_NOT_READABLE.caused(e, "id", id, "queue", queue, "reason", e.getMessage());
        }
        if (inline.length != content.size()) {
            throw MessageProblem.MESSAGE_CHANGED.exception("id", id, "queue", queue, "found", inline.length,
                    "expected", content.size());
        }
        return inline;
    }

    private void copyUnits(String text, OutputStream out) throws IOException {
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            if (filled == buffer.length) {
                out.write(buffer, 0, filled);
                filled = 0;
            }
            buffer[filled++] = (byte) (text.charAt(i) >> 8);
            buffer[filled++] = (byte) text.charAt(i);
        }
        out.write(buffer, 0, filled);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
