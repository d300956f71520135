package dev.domibusbackup.job.messages;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

import dev.domibusbackup.catalog.ImportStart;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ImportProblem;

/**
 * Reads queue after queue from the positions in our own table on. Every message of a file gives an item, those too that
 * are not sent, so that the position in the file is always known.
 */
public final class ImportReading implements AutoCloseable {

    /** How many messages are passed over before the wish to stop is asked for again. */
    private static final long SKIPPED = 1000;

    private final MessageImport work;
    private final Supplier<Instant> clock;
    private final Deque<ImportQueue> waiting = new ArrayDeque<>();
    private ImportQueue queue;
    private MessageFileReader reader;
    private long position;
    private long doneUntil;
    private long bytesInChunk;

    public ImportReading(MessageImport work) {
        this(work, Instant::now);
    }

    ImportReading(MessageImport work, Supplier<Instant> clock) {
        this.work = work;
        this.clock = clock;
        waiting.addAll(work.queues());
        work.countBefore();
        work.progress().expect(work.queues().stream().mapToLong(ImportQueue::messages).sum());
        // what lies before the first position is passed over now, and not in the time of the first chunk
        openNext();
    }

    /** The next message; empty when all queues are read. */
    public Optional<ImportItem> next() {
        while (reader != null || openNext()) {
            if (reader.hasNext()) {
                return Optional.of(item(reader.next()));
            }
            end();
        }
        return Optional.empty();
    }

    private ImportItem item(PortableMessage message) {
        Fate fate = queue.choice().of(message);
        Instant expiration = message.header().expiration();
        if (fate == Fate.SENT && expiration != null && !expiration.isAfter(clock.get())) {
            fate = Fate.EXPIRED;
        }
        boolean again = position < doneUntil;
        if (again && message.header().persistent()) {
            fate = Fate.SKIPPED;
        }
        boolean sent = fate == Fate.SENT;
        bytesInChunk += sent ? MessageWeight.of(message) : 0;
        return new ImportItem(queue, position++, fate, sent ? message : null, again);
    }

    private boolean openNext() {
        try {
            return open();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the next queue that is not done with, where it was left, or where messages lie that the end of a broker
     * took back.
     */
    private boolean open() {
        ImportStart start;
        do {
            work.checkStop();
            queue = waiting.poll();
            if (queue == null) {
                return false;
            }
            start = work.positions().start(work.job(), queue.source(), work.server().brokerRun());
            doneUntil = start.position();
            work.progress().add(doneUntil);
        } while (doneUntil == queue.messages() && start.againFrom() == doneUntil);
        reader = MessageFileReader.open(queue.file());
        long first = start.againFrom();
        for (position = 0; position < first; position += Math.min(SKIPPED, first - position)) {
            work.checkStop();
            reader.skip(Math.min(SKIPPED, first - position));
        }
        return true;
    }

    private void end() {
        if (position != queue.messages()) {
            throw tooShort();
        }
        reader.close();
        reader = null;
    }

    private RuntimeException tooShort() {
        return ImportProblem.FILE_SHORT.exception("queue", queue.source(), "found", position, "position", position,
                "expected", queue.messages());
    }

    /** Whether enough was read since this was last asked with the answer yes. */
    public boolean isChunkFull() {
        boolean full = bytesInChunk >= work.chunkBytes();
        if (full) {
            bytesInChunk = 0;
        }
        return full;
    }

    /** Queues that are still to be read, the current one included; for the batch runtime's checkpoint. */
    public int queuesLeft() {
        return waiting.size() + (reader == null ? 0 : 1);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
