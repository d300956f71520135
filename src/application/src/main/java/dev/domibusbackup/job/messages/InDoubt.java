package dev.domibusbackup.job.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.server.ApplicationServer;

/**
 * Waits until every transaction that a crash left is decided, at the broker and at our own database: the recovery comes
 * to one before the other, and only when both are done is it known what was sent.
 */
public final class InDoubt {

    private static final System.Logger LOG = System.getLogger(InDoubt.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** What took less needs no word. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ApplicationServer server;
    private final ImportPositions positions;
    private final String job;
    private final Duration bound;

    /** @param bound how long the recovery may take */
    public InDoubt(ApplicationServer server, ImportPositions positions, String job, Duration bound) {
        this.server = server;
        this.positions = positions;
        this.job = job;
        this.bound = bound;
    }

    /** The warning that there are such transactions now, if there are; waits for nothing. */
    public Optional<Problem> look() {
        int inDoubt = server.transactionsInDoubt();
        return inDoubt == 0 ? Optional.empty() : Optional.of(ImportProblem.IN_DOUBT_NOW.with("broker", inDoubt));
    }

    /**
     * Waits.
     *
     * @param seconds   counts the seconds of the wait, for who watches
     * @param checkStop throws when the operator asked to stop
     * @return the warning that it took long, if it did
     * @throws dev.domibusbackup.problem.ProblemException when the bound is reached
     */
    public Optional<Problem> await(Progress seconds, Runnable checkStop) {
        Instant begun = Instant.now();
        boolean said = false;
        int atBroker = server.transactionsInDoubt();
        boolean decided = positions.areDecided(job);
        while (atBroker > 0 || !decided) {
            checkStop.run();
            if (!said) {
                said = true;
                seconds.expect(bound.toSeconds());
                seconds.readFrom(() -> Duration.between(begun, Instant.now()).toSeconds());
                LOG.log(System.Logger.Level.INFO, "Job {0} waits, {1} at most, for transactions that a crash left: {2} "
                        + "at the broker; its positions in the database are {3}.", job, bound,
                        String.valueOf(atBroker), lockedOrFree(decided));
            }
            if (Duration.between(begun, Instant.now()).compareTo(bound) >= 0) {
                throw ImportProblem.IN_DOUBT.exception("bound", bound, "broker", atBroker, "positions",
                        lockedOrFree(decided));
            }
            pause();
            atBroker = server.transactionsInDoubt();
            decided = positions.areDecided(job);
        }
        Duration waited = Duration.between(begun, Instant.now());
        if (said) {
            long whole = waited.toSeconds();
            seconds.readFrom(() -> whole);
        }
        return waited.compareTo(SHORT) > 0 && said
                ? Optional.of(ImportProblem.WAITED_IN_DOUBT.with("waited", Duration.ofSeconds(waited.toSeconds())))
                : Optional.empty();
    }

    private static String lockedOrFree(boolean decided) {
        return decided ? "free" : "locked";
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while transactions are recovered", e);
        }
    }
}
