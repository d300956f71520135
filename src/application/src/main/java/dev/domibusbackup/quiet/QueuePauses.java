package dev.domibusbackup.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.quiet.QuietWindowRecord.PausedQueue;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.set.Json;

/**
 * Queues that a job pauses while Domibus may go on running. Their record, {@code paused-queues.json} in our folder of
 * the server's data, is written and synced before the first is paused; what was paused before us stays paused.
 */
public final class QueuePauses {

    private static final System.Logger LOG = System.getLogger(QueuePauses.class.getName());

    private final ApplicationServer server;
    private final Path file;

    public QueuePauses(ApplicationServer server) {
        this.server = server;
        file = server.paths().ownData().resolve("paused-queues.json");
    }

    /** What is paused now, if anything. */
    public synchronized Optional<QueuePauseRecord> current() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(file.toFile(), QueuePauseRecord.class));
        } catch (IOException e) {
            throw ImportProblem.PAUSES_UNREADABLE.caused(e, "file", file, "reason", e.getClass().getSimpleName());
        }
    }

    /** Throws DB-IMP-011 when another job than this one holds queues paused. */
    public void refuseOthers(String job) {
        current().filter(held -> !held.job().equals(job)).ifPresent(held -> {
            throw ImportProblem.HELD_BY_ANOTHER.exception("job", held.job(), "since", held.since(), "queues",
                    String.join(", ", held.ours()));
        });
    }

    /** Pauses queues for a job; those that an earlier execution of it paused are taken over. */
    public synchronized void pause(String job, boolean hold, List<String> queues) {
        refuseOthers(job);
        Optional<QueuePauseRecord> before = current();
        List<PausedQueue> all = new ArrayList<>();
        before.map(QueuePauseRecord::queues).orElse(List.of()).forEach(queue -> all.add(
                // who had paused it may have resumed it since: then it is ours
                new PausedQueue(queue.name(), queue.pausedBefore() && server.queue(queue.name()).paused())));
        List<String> known = all.stream().map(PausedQueue::name).toList();
        queues.stream().filter(queue -> !known.contains(queue))
                .forEach(queue -> all.add(new PausedQueue(queue, server.queue(queue).paused())));
        Instant since = before.map(QueuePauseRecord::since).orElseGet(Instant::now);
        DurableFiles.createPrivateFolder(file.getParent());
        DurableFiles.write(file, Json.pretty(new QueuePauseRecord(job, Owner.self(), hold, since, all)));
        all.forEach(queue -> server.pause(queue.name()));
    }

    /**
     * Resumes what a job paused, and removes the record.
     *
     * @throws ProblemException when a queue could not be resumed; the record stays then, and the others are resumed
     */
    public synchronized void resume(String job) {
        Optional<QueuePauseRecord> held = current().filter(record -> record.job().equals(job));
        if (held.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        for (String queue : held.get().ours()) {
            try {
                server.resume(queue);
            } catch (RuntimeException e) {
                problems.add(ImportProblem.NOT_RESUMED.with("queue", queue, "reason", e.getMessage(), "job", job));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        try {
            Files.deleteIfExists(file);
            DurableFiles.syncFolder(file.getParent());
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", file, "reason", e.getMessage());
        }
        LOG.log(System.Logger.Level.INFO, "Job {0}: {1} queues are resumed.", job, held.get().ours().size());
    }
}
