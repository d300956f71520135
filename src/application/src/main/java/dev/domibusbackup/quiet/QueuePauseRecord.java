package dev.domibusbackup.quiet;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;

/**
 * What is written down about queues that a job pauses without a quiet window, so that whoever finds it can undo it.
 *
 * @param job    UUID of the job
 * @param owner  the process that paused them
 * @param hold   they stay paused when the job fails, for its restart
 * @param since  when the first was to be paused
 * @param queues the queues, and whether they had been paused before us
 */
public record QueuePauseRecord(String job, Owner owner, boolean hold, Instant since, List<PausedQueue> queues) {

    public QueuePauseRecord {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(since, "since");
        queues = List.copyOf(queues);
    }

    /** Broker names of the queues that we paused and have to resume. */
    public List<String> ours() {
        return queues.stream().filter(queue -> !queue.pausedBefore()).map(PausedQueue::name).toList();
    }
}
