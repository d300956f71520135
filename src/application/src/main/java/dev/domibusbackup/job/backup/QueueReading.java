package dev.domibusbackup.job.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.domibusbackup.job.messages.MessageWeight;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.setting.Setting;

/**
 * Reads queue after queue, as they were at the cut. Queues that an earlier execution finished in the same window are
 * left out; one that it had begun is read anew, for no broker can be asked to begin in the middle.
 */
public final class QueueReading implements AutoCloseable {

    private final ExportContext run;
    private final Map<String, QueueCut> cuts;
    private final Deque<ExportedQueue> waiting = new ArrayDeque<>();
    private final List<MessageSource> ended = new ArrayList<>();
    private final long chunkBytes;
    private ExportedQueue queue;
    private MessageSource source;
    private QueueCut cut;
    private long bytesInChunk;

    public QueueReading(ExportContext run) {
        this.run = run;
        chunkBytes = run.settings().number(Setting.CHUNK_BYTES) << 10;
        cuts = run.cuts().stream()
                .collect(Collectors.toMap(QueueCut::queue, Function.identity()));
        run.exported().stream().filter(next -> !run.set().ledger().has(QueueFiles.piece(next), run.windowId()))
                .forEach(waiting::add);
        run.progress("messages", "messages").expect(waiting.stream().map(next -> cuts.get(next.name()))
                .filter(Objects::nonNull).mapToLong(each -> each.ready() + each.scheduled()).sum());
    }

    /** The next message or end of a queue; empty when all queues are read. */
    public Optional<ExportItem> next() {
        run.checkStop();
        if (source == null && !open()) {
            return Optional.empty();
        }
        Optional<PortableMessage> message = source.next();
        if (message.isPresent()) {
            bytesInChunk += MessageWeight.of(message.get());
            return Optional.of(new ExportItem.Message(queue, message.get()));
        }
        ExportItem end = new ExportItem.End(queue, source, cut);
        ended.add(source);
        source = null;
        return Optional.of(end);
    }

    private boolean open() {
        queue = waiting.poll();
        if (queue == null) {
            return false;
        }
        cut = cuts.containsKey(queue.name()) ? cuts.get(queue.name()) : run.server().cut(queue.name());
        source = run.server().messages(cut);
        return true;
    }

    /** Whether enough was read since this was last asked with the answer yes. */
    public boolean isChunkFull() {
        boolean full = bytesInChunk >= chunkBytes;
        if (full) {
            bytesInChunk = 0;
        }
        return full;
    }

    /** Queues that are still to be read, the current one included; for the batch runtime's checkpoint. */
    public int queuesLeft() {
        return waiting.size() + (source == null ? 0 : 1);
    }

    /** Closes the sources, those too whose end was never handled because the writing failed before. */
    @Override
    public void close() {
        if (source != null) {
            ended.add(source);
            source = null;
        }
        ended.forEach(MessageSource::close);
        ended.clear();
    }
}
