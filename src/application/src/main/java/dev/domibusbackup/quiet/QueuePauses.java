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
import dev.domibusbackup.problem.ServerProblem;
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

    /** Where it is written down. */
    public Path file() {
        return file;
    }

    /** Throws DB-IMP-012 when another job than this one holds queues paused. */
    public void refuseOthers(String job) {
        current().filter(held -> !held.job().equals(job)).ifPresent(held -> {
            throw heldBy(held);
        });
    }

    /**
     * Throws DB-IMP-012 when queues are to stay paused for the restart of a job: whoever closes a quiet window beside
     * that would resume what is half imported.
     */
    public void refuseWhileHeld() {
        current().filter(QueuePauseRecord::hold).ifPresent(held -> {
            throw heldBy(held);
        });
    }

    private static ProblemException heldBy(QueuePauseRecord held) {
        return ImportProblem.HELD_BY_ANOTHER.exception("job", held.job(), "since", held.since(), "queues",
                String.join(", ", held.ours()));
    }

    /** Broker names of the queues paused for a job; none when the record is unreadable, as {@link #current()} tells. */
    public List<String> pausedFor(String job) {
        try {
            return current().filter(held -> held.job().equals(job)).map(QueuePauseRecord::ours).orElse(List.of());
        } catch (ProblemException unreadable) {
            return List.of();
        }
    }

    /**
     * Pauses queues for a job; those that an earlier execution of it paused are taken over.
     *
     * @return a warning for each of those that no longer exists
     */
    public synchronized List<Problem> pause(String job, boolean hold, List<String> queues) {
        refuseOthers(job);
        Optional<QueuePauseRecord> before = current();
        List<PausedQueue> all = new ArrayList<>();
        List<Problem> gone = new ArrayList<>();
        for (PausedQueue queue : before.map(QueuePauseRecord::queues).orElse(List.of())) {
            try {
                // who had paused it may have resumed it since: then it is ours
                boolean paused = server.queue(queue.name()).paused();
                all.add(new PausedQueue(queue.name(), queue.pausedBefore() && paused));
            } catch (ProblemException e) {
                gone.add(gone(queue.name(), job, e));
            }
        }
        List<String> known = all.stream().map(PausedQueue::name).toList();
        queues.stream().filter(queue -> !known.contains(queue))
                .forEach(queue -> all.add(new PausedQueue(queue, server.queue(queue).paused())));
        Instant since = before.map(QueuePauseRecord::since).orElseGet(Instant::now);
        DurableFiles.createPrivateFolder(file.getParent());
        DurableFiles.write(file, Json.pretty(new QueuePauseRecord(job, Owner.self(), hold, since, all)));
        all.forEach(queue -> server.pause(queue.name()));
        return gone;
    }

    /** The warning that a queue no longer exists; any other problem is thrown. */
    private static Problem gone(String queue, String job, ProblemException e) {
        if (!e.problem().code().equals(ServerProblem.QUEUE_UNKNOWN.code())) {
            throw e;
        }
        return ImportProblem.QUEUE_GONE.with("queue", queue, "job", job);
    }

    private List<Problem> resume(String queue, String job) {
        try {
            server.resume(queue);
            return List.of();
        } catch (ProblemException e) {
            return List.of(gone(queue, job, e));
        }
    }

    /**
     * Resumes what a job paused, and removes the record. A queue that no longer exists is nothing to resume.
     *
     * @return a warning for each of those
     * @throws ProblemException when a queue could not be resumed; the record stays then, and the others are resumed
     */
    public synchronized List<Problem> resume(String job) {
        Optional<QueuePauseRecord> held = current().filter(record -> record.job().equals(job));
        if (held.isEmpty()) {
            return List.of();
        }
        List<Problem> gone = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String queue : held.get().ours()) {
            try {
                gone.addAll(resume(queue, job));
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
        gone.forEach(warning -> LOG.log(System.Logger.Level.WARNING, "Job {0}: {1}", job, warning));
        return gone;
    }
}
