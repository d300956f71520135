package dev.domibusbackup.job.messages;

import java.util.List;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.server.ApplicationServer;

/**
 * What reader and writer of an import share during one execution.
 *
 * @param job        UUID of the job
 * @param queues     what is imported, queue after queue
 * @param server     where to
 * @param positions  how far each queue is
 * @param chunkBytes bytes of messages after which a chunk ends
 * @param progress   counts messages of the set that are done with
 * @param checkStop  throws {@link dev.domibusbackup.job.backup.StopRequested} when the operator asked to stop
 */
public record MessageImport(String job, List<ImportQueue> queues, ApplicationServer server, ImportPositions positions,
                            long chunkBytes, Progress progress, Runnable checkStop) {

    public MessageImport {
        queues = List.copyOf(queues);
    }

    /** Makes the rows of the positions; to be called before the first chunk, by every execution. */
    public void begin() {
        queues.forEach(queue -> positions.begin(job, queue.source(), queue.target()));
    }
}
