package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes the messages of one queue into one message file. The file is complete only after {@link #finish()}; when a
 * call has failed, the file is good for nothing but to be written anew. For one thread.
 */
public final class MessageFileWriter implements Closeable {

    /** Best speed; the format compresses well enough with it. */
    public static final int DEFAULT_LEVEL = 1;

    private static final MessageLimits LIMITS = MessageLimits.DEFAULT;
    private static final JsonFactory FACTORY = MessageFormat.jsonFactory(LIMITS);

    private final String queue;
    private final GzipMembers gzip;
    private final BodyFileWriter bodyFiles;
    private final JsonGenerator json;
    private final MessageEncoder encoder;
    private final long[] perKind = new long[Body.Kind.values().length];
    private long messages;
    private String current = "(none)";
    private long lineStart;
    private State state = State.OPEN;

    private enum State { OPEN, FINISHED, FAILED }

    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    /**
     * Begins a message file with its first line.
     *
     * @param queue  name of the queue, for the first line and for problems
     * @param target where the gzip stream goes; closed with this writer. Syncing it is the caller's part
     * @param bodies where body files go
     * @param level  gzip level, 1 to 3 for speed
     */
    public MessageFileWriter(String queue, OutputStream target, Bodies bodies, int level) {
        this.queue = queue;
        this.gzip = new GzipMembers(target, level);
        this.bodyFiles = new BodyFileWriter(queue, bodies);
        try {
            this.json = FACTORY.createGenerator(new BoundedLines(), JsonEncoding.UTF8);
        } catch (IOException e) {
            throw notWritable(e);
        }
        this.encoder = new MessageEncoder(json, bodyFiles);
        guarded(() -> {
            json.writeStartObject();
            json.writeStringField(MessageFormat.FORMAT, MessageFormat.NAME);
            json.writeStringField(MessageFormat.FORMAT_VERSION, MessageFormat.VERSION);
            json.writeStringField(MessageFormat.QUEUE, queue);
            json.writeEndObject();
            endLine();
        });
    }

    /** Writes one message; its large values are in their body files when this returns. */
    public void write(PortableMessage message) {
        current = String.valueOf(message.header().id());
        if (values(message) > LIMITS.values()) {
            state = State.FAILED;
            throw tooLarge();
        }
        guarded(() -> {
            bodyFiles.startMessage(messages + 1, current);
            encoder.write(message);
            endLine();
        });
        messages++;
        perKind[message.body().kind().ordinal()]++;
    }

    /**
     * Ends the gzip member: everything written so far is complete in the target, and stays a valid part of the stream
     * whatever happens later.
     *
     * @return size of the file so far, in bytes
     */
    public long flushForCheckpoint() {
        guarded(() -> {
            json.flush();
            gzip.endMember();
        });
        return gzip.compressed();
    }

    /** Writes the last line, with the count, and ends the stream. The target is still open. */
    public WrittenMessages finish() {
        guarded(() -> {
            json.writeStartObject();
            json.writeNumberField(MessageFormat.COUNT, messages);
            json.writeEndObject();
            endLine();
            json.flush();
            gzip.endMember();
        });
        state = State.FINISHED;
        return written();
    }

    /** What was written so far; bytes that wait in buffers are counted as uncompressed only. */
    public WrittenMessages written() {
        return new WrittenMessages(messages, position(), gzip.compressed(), bodyFiles.files(), bodyFiles.bytes(),
                kinds());
    }

    private Map<Body.Kind, Long> kinds() {
        Map<Body.Kind, Long> kinds = new EnumMap<>(Body.Kind.class);
        for (Body.Kind kind : Body.Kind.values()) {
            if (perKind[kind.ordinal()] > 0) {
                kinds.put(kind, perKind[kind.ordinal()]);
            }
        }
        return kinds;
    }

    /** Closes the target. Without {@link #finish()} the file is incomplete, and every reader will say so. */
    @Override
    public void close() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private void endLine() throws IOException {
        json.writeRaw('\n');
        checkLine(position());
        lineStart = position();
    }

    private void checkLine(long position) {
        if (position - lineStart > LIMITS.lineBytes()) {
            throw tooLarge();
        }
    }

    private long position() {
        return gzip.uncompressed() + (state == State.FINISHED ? 0 : json.getOutputBuffered());
    }

    private void guarded(Act act) {
        if (state != State.OPEN) {
            throw new IllegalStateException("the writer of queue " + queue + " is " + state);
        }
        boolean done = false;
        try {
            act.run();
            done = true;
        } catch (IOException e) {
            throw notWritable(e);
        } finally {
            if (!done) {
                state = State.FAILED;
            }
        }
    }

    private ProblemException notWritable(IOException e) {
        return MessageProblem.NOT_WRITABLE.caused(e, "queue", queue, "reason", e.getMessage());
    }

    private ProblemException tooLarge() {
        return MessageProblem.MESSAGE_TOO_LARGE.exception("id", current, "queue", queue,
                "limit", LIMITS.lineBytes(), "values", LIMITS.values());
    }

    private static long values(PortableMessage message) {
        long values = message.properties().size();
        if (message.body() instanceof Body.MapBody map) {
            return values + map.entries().size();
        }
        return message.body() instanceof Body.StreamBody stream ? values + stream.values().size() : values;
    }

    /** Stops a line that grows beyond what readers take, while it is being written. */
    private final class BoundedLines extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int off, int len) throws IOException {
            checkLine(gzip.uncompressed());
            gzip.write(bytes, off, len);
        }
    }
}
