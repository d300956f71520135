package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.set.SetId;

/**
 * What a restore takes back: the restore in whose quiet window it was begun, and what that one took back itself.
 *
 * @param undone the newest first; at least one
 */
public record Rollback(List<Undone> undone) {

    public Rollback {
        undone = List.copyOf(undone);
        if (undone.isEmpty()) {
            throw new IllegalArgumentException("nothing is taken back");
        }
    }

    /**
     * A restore that did not come to its end.
     *
     * @param job       its UUID
     * @param set       the set that it was bringing back
     * @param rollsBack UUID of the one that it took back itself; {@code null} as a rule
     */
    public record Undone(String job, SetId set, String rollsBack) {
    }

    /**
     * Whether bringing back a set now takes back the restore whose window is open. To be asked under the installation's
     * lock: then that restore is not at work.
     */
    public static boolean isMeant(Optional<QuietWindowRecord> window, SetId set) {
        return window.filter(open -> open.purpose() == Purpose.RESTORE && set.equals(open.safetySet())).isPresent();
    }

    /**
     * What a job takes back.
     *
     * @param window    the open window
     * @param set       the set that the job brings back
     * @param job       the job
     * @param rollsBack what an earlier execution of it noted; {@code null} if nothing
     * @param jobs      restores by their UUIDs, as far as they are known
     */
    public static Optional<Rollback> of(Optional<QuietWindowRecord> window, SetId set, String job, String rollsBack,
                                        Function<String, Optional<Undone>> jobs) {
        String newest = rollsBack != null ? rollsBack
                : window.filter(open -> isMeant(window, set)).map(QuietWindowRecord::job)
                        .filter(other -> !other.equals(job)).orElse(null);
        List<Undone> chain = new ArrayList<>();
        Optional<Undone> next = Optional.ofNullable(newest).flatMap(jobs);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = Optional.ofNullable(next.get().rollsBack()).flatMap(jobs);
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(new Rollback(chain));
    }

    /** UUID of the restore whose window is taken over. */
    String newest() {
        return undone.get(0).job();
    }
}
