package dev.domibusbackup.activemq;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads copied stores: queue after queue in the order of their names, and of each queue the messages in their order,
 * then those that wait, earliest first. Messages stream: one is in memory at a time, contents of some size are not.
 * Nothing was left out only when {@link #nextQueue} has said that there are no more. For one thread.
 */
public final class StoreReader implements AutoCloseable {

    private final ReaderRun run;
    private final FrameReader frames;
    private final Path spool;
    private StoreSummary summary;
    private StoredQueue queue;
    private long ready;
    private long scheduled;
    private long messages;
    private int queues;
    private boolean ended;

    private StoreReader(ReaderRun run, Path spool) {
        this.run = run;
        this.spool = spool;
        this.frames = new FrameReader(run.output(), spool);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Opens a copy. It changes: read it once.
     *
     * @throws ProblemException DB-AMQ-008 when a store is damaged or a part of it is missing
     */
    public static StoreReader open(StoreCopy copy, ReaderProgram program) {
        List<String> arguments = new ArrayList<>(List.of("read", copy.kahaDb().toString()));
        copy.scheduler().ifPresent(folder -> arguments.add(folder.toString()));
        Path spool = copy.folder().resolve("contents");
        DurableFiles.createPrivateFolder(spool);
        StoreReader reader = new StoreReader(ReaderRun.start(program, arguments), spool);
        boolean opened = false;
        try {
            reader.summary = reader.guarded(reader::begin);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    /** What was found when the stores were opened. */
    public StoreSummary summary() {
        return summary;
    }

    /**
     * The next queue; what is left of the present one is read and thrown away. Empty when every message of every
     * queue was given and all counts agree.
     */
    public Optional<StoredQueue> nextQueue() {
        while (queue != null) {
            next();
        }
        return ended ? Optional.empty() : guarded(this::queueOrEnd);
    }

    /**
     * The next message of the present queue, empty at its end. Its contents can be read until the next call.
     */
    public Optional<PortableMessage> next() {
        if (queue == null) {
            return Optional.empty();
        }
        return guarded(this::messageOrEnd);
    }

    private StoreSummary begin() throws IOException {
        frames.begin();
        expect('S', tag());
        boolean rebuilt = frames.flag();
        boolean hasScheduler = frames.flag();
        boolean schedulerRebuilt = frames.flag();
        return new StoreSummary(rebuilt, hasScheduler && schedulerRebuilt, frames.number(), frames.count());
    }

    private Optional<StoredQueue> queueOrEnd() throws IOException {
        char tag = tag();
        if (tag == 'Q') {
            queue = new StoredQueue(frames.string(), frames.count(), frames.count());
            ready = 0;
            scheduled = 0;
            queues++;
            return Optional.of(queue);
        }
        expect('Z', tag);
        agree("queues", queues, frames.number());
        agree("messages", messages, frames.count());
        ended = true;
        return Optional.empty();
    }

    private Optional<PortableMessage> messageOrEnd() throws IOException {
        frames.release();
        char tag = tag();
        if (tag == 'M') {
            PortableMessage message = MessageFrames.message(frames);
            ready += message.header().due() == null ? 1 : 0;
            scheduled += message.header().due() == null ? 0 : 1;
            messages++;
            return Optional.of(message);
        }
        expect('E', tag);
        agree("ready messages of " + queue.name(), ready, frames.count());
        agree("scheduled messages of " + queue.name(), scheduled, frames.count());
        agree("indexed messages of " + queue.name(), ready, queue.ready());
        agree("jobs of " + queue.name(), scheduled, queue.scheduled());
        queue = null;
        return Optional.empty();
    }

    private char tag() throws IOException {
        char tag = frames.tag();
        if (tag == 'P') {
            throw problem(frames.string(), frames.string(), frames.string());
        }
        return tag;
    }

    private static ProblemException problem(String kind, String subject, String reason) {
        return switch (kind) {
            case "NOT_A_COPY" -> ActiveMqProblem.NOT_A_COPY.exception("path", subject, "reason", reason);
            case "DAMAGED" -> ActiveMqProblem.STORE_DAMAGED.exception("path", subject, "reason", reason);
            case "MESSAGE_UNREADABLE" -> ActiveMqProblem.MESSAGE_UNREADABLE.exception("id", subject,
                    "reason", reason);
            case "NOT_RECONCILED" -> ActiveMqProblem.NOT_RECONCILED.exception("queue", subject, "reason", reason);
            default -> ActiveMqProblem.READER_CUT.exception("reason", kind + " " + subject + " " + reason);
        };
    }

    private static void expect(char expected, char found) throws IOException {
        if (found != expected) {
            throw new StreamCorruptedException("frame " + (int) found + " in place of " + expected);
        }
    }

    private static void agree(String what, long counted, long said) throws IOException {
        if (counted != said) {
            throw new StreamCorruptedException(counted + " " + what + " in place of " + said);
        }
    }

    private <T> T guarded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException e) {
            throw run.cut(e instanceof IOException io ? io : new IOException(e.getMessage(), e));
        }
    }

    /** Ends the program, and removes what was spooled. */
    @Override
    public void close() {
        try {
            run.close();
        } finally {
            DurableFiles.deleteTree(spool);
        }
    }
}
