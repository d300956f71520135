package dev.domibusbackup.job.messages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueCut;

/** One execution of an import: what its reader, its writer and the comparison of the counts share. */
public final class MessageImport {

    private final String job;
    private final List<ImportQueue> queues;
    private final ApplicationServer server;
    private final ImportPositions positions;
    private final long chunkBytes;
    private final Progress progress;
    private final Runnable checkStop;
    private final Map<String, Sent> sent = new LinkedHashMap<>();

    /**
     * What this execution sent to one target queue.
     *
     * @param before    the queue before the first message of this execution
     * @param ready     messages sent to be delivered at once
     * @param scheduled messages sent to be delivered later
     */
    record Sent(QueueCut before, long ready, long scheduled) {

        long total() {
            return ready + scheduled;
        }

        Sent plus(long moreReady, long moreScheduled) {
            return new Sent(before, ready + moreReady, scheduled + moreScheduled);
        }
    }

    /**
     * Begins nothing yet.
     *
     * @param job        UUID of the job
     * @param queues     what is imported, queue after queue
     * @param server     where to
     * @param positions  how far each queue is
     * @param chunkBytes bytes of messages after which a chunk ends
     * @param progress   counts messages of the set that are done with
     * @param checkStop  throws {@link dev.domibusbackup.job.backup.StopRequested} when the operator asked to stop
     */
    public MessageImport(String job, List<ImportQueue> queues, ApplicationServer server, ImportPositions positions,
                         long chunkBytes, Progress progress, Runnable checkStop) {
        this.job = job;
        this.queues = List.copyOf(queues);
        this.server = server;
        this.positions = positions;
        this.chunkBytes = chunkBytes;
        this.progress = progress;
        this.checkStop = checkStop;
    }

    /** Makes the rows of the positions; to be called before the first chunk, by every execution. */
    public void begin() {
        queues.forEach(queue -> positions.begin(job, queue.source(), queue.target()));
    }

    /** Counts the target queues, which are paused, before the first message of this execution. */
    void countBefore() {
        queues.stream().map(ImportQueue::target).distinct()
                .forEach(target -> sent.put(target, new Sent(server.cut(target), 0, 0)));
    }

    void sent(String target, long ready, long scheduled) {
        sent.computeIfPresent(target, (name, before) -> before.plus(ready, scheduled));
    }

    Map<String, Sent> sent() {
        return Map.copyOf(sent);
    }

    public String job() {
        return job;
    }

    /** Broker names of the queues that get messages. */
    public Set<String> targets() {
        return queues.stream().map(ImportQueue::target).collect(Collectors.toSet());
    }

    List<ImportQueue> queues() {
        return queues;
    }

    ApplicationServer server() {
        return server;
    }

    ImportPositions positions() {
        return positions;
    }

    long chunkBytes() {
        return chunkBytes;
    }

    Progress progress() {
        return progress;
    }

    void checkStop() {
        checkStop.run();
    }
}
