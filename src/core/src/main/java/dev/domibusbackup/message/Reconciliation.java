package dev.domibusbackup.message;

import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.Problem;
import java.util.Objects;
import java.util.Optional;

/**
 * What was taken of a queue beside what the broker counts. A browser that ends early gives no error; this comparison
 * is what finds it.
 *
 * @param queue           name of the queue
 * @param ready           ready for delivery at the cut
 * @param scheduled       scheduled at the cut
 * @param taken           messages written to the set
 * @param arrivedAfterCut arrived after the cut; not part of the set and not taken
 * @param expiredSinceCut there at the cut, and expired before they were taken
 * @param committedLate   sent before the cut in a transaction that committed after it, by the broker's counter of
 *                        added messages, and taken
 */
public record Reconciliation(String queue, long ready, long scheduled, long taken, long arrivedAfterCut,
                             long expiredSinceCut, long committedLate) {

    public Reconciliation {
        Objects.requireNonNull(queue, "queue");
        if (ready < 0 || scheduled < 0 || taken < 0 || arrivedAfterCut < 0 || expiredSinceCut < 0
                || committedLate < 0) {
            throw new IllegalArgumentException("a negative count for queue " + queue);
        }
    }

    /** How many messages the set must hold. */
    public long expected() {
        return ready + scheduled - expiredSinceCut + committedLate;
    }

    /** The problem that names queue and numbers, when taken and expected differ. */
    public Optional<Problem> check() {
        if (taken == expected()) {
            return Optional.empty();
        }
        return Optional.of(MessageProblem.NOT_RECONCILED.with("queue", queue, "taken", taken, "expected", expected(),
                "ready", ready, "scheduled", scheduled, "expired", expiredSinceCut, "late", committedLate,
                "arrived", arrivedAfterCut));
    }
}
