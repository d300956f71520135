package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes.Health;

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
     * @param set       the set that it was bringing back; {@code null} if nobody knows
     * @param rollsBack UUID of the one that it took back itself; {@code null} as a rule
     * @param known     whether our tables know the job, and so how far its import was
     */
    public record Undone(String job, SetId set, String rollsBack, boolean known) {
    }

    /**
     * Whether bringing back a set now takes back the restore whose window is open: the set is that restore's safety
     * set; or there is none, or it is lost or was found damaged, and any whole set is the way out. To be asked under
     * the installation's lock: then that restore is not at work.
     */
    public static boolean isMeant(Optional<QuietWindowRecord> window, SetId set, Repository repository) {
        return window.filter(open -> open.purpose() == Purpose.RESTORE)
                .filter(open -> set.equals(open.safetySet())
                        || open.isChanged() && isUnusable(open.safetySet(), repository))
                .isPresent();
    }

    /** Read anew it is not: that may take hours. A verification notes what it finds, and so does a restore. */
    private static boolean isUnusable(SetId safetySet, Repository repository) {
        return safetySet == null || !repository.contains(safetySet)
                || repository.notes(safetySet).health() == Health.DAMAGED;
    }

    /**
     * DB-RST-087 when a restore would bring back a part of its set alone, or elsewhere: what the other one changed
     * besides would stay half changed.
     */
    Optional<Problem> part(RestoreRun run) {
        RestoreRequest request = run.request();
        boolean whole = run.components().containsAll(run.manifest().components()) && request.queues().isEmpty()
                && request.schemas().isEmpty() && request.tenants().isEmpty() && !request.clones();
        return whole ? Optional.empty()
                : Optional.of(RestoreWindowProblem.NOT_WHOLE.with("job", newest(), "set", run.set().id()));
    }

    /**
     * What a job takes back.
     *
     * @param window     the open window
     * @param set        the set that the job brings back
     * @param job        the job
     * @param rollsBack  what an earlier execution of it noted; {@code null} if nothing
     * @param repository where the safety set lies, if it does
     * @param jobs       restores by their UUIDs, as far as they are known
     */
    public static Optional<Rollback> of(Optional<QuietWindowRecord> window, SetId set, String job, String rollsBack,
                                        Repository repository, Function<String, Optional<Undone>> jobs) {
        String newest = rollsBack != null ? rollsBack
                : window.filter(open -> isMeant(window, set, repository)).map(QuietWindowRecord::job)
                        .filter(other -> !other.equals(job)).orElse(null);
        List<Undone> chain = new ArrayList<>();
        String next = newest;
        while (next != null && !isIn(chain, next)) {
            String id = next;
            // the window alone may know of it: our tables can be lost
            Undone undone = jobs.apply(id).orElseGet(() -> new Undone(id, null, null, false));
            chain.add(undone);
            next = undone.rollsBack();
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(new Rollback(chain));
    }

    private static boolean isIn(List<Undone> chain, String job) {
        return chain.stream().anyMatch(undone -> undone.job().equals(job));
    }

    /** Whether a job is taken back. */
    boolean takesBack(String job) {
        return isIn(undone, job);
    }

    /** UUID of the restore whose window is taken over. */
    String newest() {
        return undone.get(0).job();
    }
}
