package dev.domibusbackup.job.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.QueueCut;

/**
 * Holds what the broker counts after an import against what it counted before and what was sent. The queues are
 * paused: nothing leaves them but what expires, which the broker counts.
 */
public final class CountCheck {

    /** A broker confirms a commit a little before it counts its messages. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ApplicationServer server;
    private final Predicate<String> hasProducers;
    private final Consumer<Problem> warnings;
    private final Duration patience;

    /**
     * @param hasProducers whether others may send to a queue: then more messages than expected are no failure
     * @param warnings     takes what the operator should know
     */
    public CountCheck(ApplicationServer server, Predicate<String> hasProducers, Consumer<Problem> warnings) {
        this(server, hasProducers, warnings, PATIENCE);
    }

    CountCheck(ApplicationServer server, Predicate<String> hasProducers, Consumer<Problem> warnings,
               Duration patience) {
        this.server = server;
        this.hasProducers = hasProducers;
        this.warnings = warnings;
        this.patience = patience;
    }

    /**
     * Compares all target queues of an execution.
     *
     * @throws ProblemException when messages are missing, or there are more than anything explains
     */
    public void check(MessageImport work) {
        List<Problem> problems = unfinished(work);
        work.sent().forEach((queue, sent) -> check(queue, sent, problems));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** Throws DB-IMP-017 when a queue of an import is not imported to its end. */
    public static void refuseUnfinished(MessageImport work) {
        List<Problem> problems = unfinished(work);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static List<Problem> unfinished(MessageImport work) {
        List<Problem> problems = new ArrayList<>();
        for (ImportQueue queue : work.queues()) {
            long position = work.positions().read(work.job(), queue.source()).position();
            if (position != queue.messages()) {
                problems.add(ImportProblem.NOT_AT_END.with("queue", queue.source(), "position", position, "expected",
                        queue.messages()));
            }
        }
        return problems;
    }

    private void check(String queue, MessageImport.Sent sent, List<Problem> problems) {
        long expected = total(sent.before()) + sent.total();
        QueueCut after = settled(queue, sent, expected);
        long expired = expired(sent, after);
        long surplus = total(after) + expired - expected;
        boolean late = surplus == 0 && expired == 0 && after.scheduled() > sent.before().scheduled() + sent.scheduled();
        if (surplus > 0 && hasProducers.test(queue)) {
            warnings.accept(ImportProblem.ARRIVED_MEANWHILE.with("queue", queue, "arrived", surplus, "after",
                    total(after), "before", total(sent.before()), "sent", sent.total()));
        } else if (surplus != 0 || late) {
            problems.add(ImportProblem.COUNT_DIFFERS.with("queue", queue, "after", total(after), "ready",
                    after.ready(), "scheduled", after.scheduled(), "before", total(sent.before()), "sent",
                    sent.total()));
        }
    }

    private QueueCut settled(String queue, MessageImport.Sent sent, long expected) {
        Instant end = Instant.now().plus(patience);
        QueueCut after = server.cut(queue);
        while (total(after) + expired(sent, after) < expected && Instant.now().isBefore(end)) {
            pause();
            after = server.cut(queue);
        }
        return after;
    }

    /** No more than are missing: what expired elsewhere in the counter's time explains nothing here. */
    private static long expired(MessageImport.Sent sent, QueueCut after) {
        long missing = total(sent.before()) + sent.total() - total(after);
        return Math.max(0, Math.min(missing, after.expired() - sent.before().expired()));
    }

    private static long total(QueueCut cut) {
        return cut.ready() + cut.scheduled() + cut.delivering();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker counts", e);
        }
    }
}
