package dev.domibusbackup.job.prune;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.job.PruneRequest;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.PrunePlan;
import dev.domibusbackup.set.PrunePolicy;
import dev.domibusbackup.set.PrunePolicy.Candidate;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** Finds out which sets go, and removes those that were confirmed. */
public final class Prune {

    private static final System.Logger LOG = System.getLogger(Prune.class.getName());

    private final Places places;
    private final PruneRequest request;
    private final PrunePolicy policy;

    /**
     * What a prune works with.
     *
     * @param repository the sets
     * @param index      their index
     * @param uses       who needs which set: jobs at work, jobs that can be restarted, an open quiet window
     * @param running    the job that is at work with a set just now
     */
    public record Places(Repository repository, SetIndex index, Supplier<Map<SetId, List<String>>> uses,
                         Function<SetId, List<String>> running) {
    }

    /**
     * For whom.
     *
     * @param job       the job
     * @param user      who started it
     * @param createdAt when
     */
    public record Start(String job, String user, Instant createdAt) {
    }

    public Prune(Places places, PruneRequest request, PrunePolicy policy) {
        this.places = places;
        this.request = request;
        this.policy = policy;
    }

    /** What stays and what goes. Refuses while index and repository disagree. */
    public PruneReport plan() {
        SetIndex.State state = places.index().refresh();
        List<Problem> disagreements = state.disagreements();
        if (!disagreements.isEmpty()) {
            throw new ProblemException(disagreements);
        }
        Map<SetId, List<String>> uses = places.uses().get();
        PrunePlan plan = policy.apply(state.sets().stream()
                .map(set -> candidate(set, uses.getOrDefault(set.id(), List.of()))).toList());
        List<PruneReport.Goes> goes = plan.goes().stream()
                .map(set -> new PruneReport.Goes(set.set(), set.bytes(), set.removal(), null)).toList();
        return new PruneReport(request.onlyTells(), policy, plan.stays().stream()
                .map(set -> new PruneReport.Stays(set.set(), set.reasons())).toList(), goes, bytes(goes));
    }

    /** Refuses a plan that was not confirmed as it is. */
    public void checkConfirmed(PruneReport plan, Start start) {
        Set<SetId> planned = plan.goes().stream().map(PruneReport.Goes::set)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<SetId> unconfirmed = new LinkedHashSet<>(planned);
        request.confirm().forEach(unconfirmed::remove);
        Set<SetId> others = new LinkedHashSet<>(request.confirm());
        others.removeAll(planned);
        others.removeIf(set -> wentEarlier(set, start));
        if (!unconfirmed.isEmpty() || !others.isEmpty()) {
            throw PruneProblem.NOT_CONFIRMED.exception("unconfirmed", names(unconfirmed), "others", names(others));
        }
    }

    /**
     * Removes what was confirmed, oldest first.
     *
     * @param before    what an earlier execution of this job told, {@code null} if there was none
     * @param reporter  is told after each set
     * @param checkStop throws when the operator asked to stop
     */
    public void remove(Start start, PruneReport before, Consumer<PruneReport> reporter, Runnable checkStop) {
        PruneReport plan = plan();
        checkConfirmed(plan, start);
        List<PruneReport.Goes> goes = new ArrayList<>(gone(before, start));
        int earlier = goes.size();
        goes.addAll(plan.goes());
        report(plan, goes, reporter);
        for (int i = earlier; i < goes.size(); i++) {
            checkStop.run();
            PruneReport.Goes set = goes.get(i);
            remove(set, start);
            goes.set(i, new PruneReport.Goes(set.set(), set.bytes(), set.reason(), Instant.now()));
            report(plan, goes, reporter);
        }
    }

    private void remove(PruneReport.Goes set, Start start) {
        List<String> uses = places.running().apply(set.set());
        if (!uses.isEmpty()) {
            throw PruneProblem.STILL_USED.exception("set", set.set(), "uses", String.join(", ", uses));
        }
        places.repository().delete(set.set(), new Audit.Entry(Instant.now(), start.user(), Audit.PRUNED,
                set.set().value(), "ok", Map.of("job", start.job(), "reason", set.reason(), "bytes",
                        Long.toString(set.bytes()))));
        places.index().removed(set.set());
        LOG.log(System.Logger.Level.INFO, "Backup set {0} was removed: {1}", set.set(), set.reason());
    }

    /** What earlier executions removed; a crash may have kept the last one from being reported. */
    private List<PruneReport.Goes> gone(PruneReport before, Start start) {
        if (before == null) {
            return List.of();
        }
        return before.goes().stream().filter(set -> set.removedAt() != null || wentEarlier(set.set(), start))
                .map(set -> set.removedAt() != null ? set
                        : new PruneReport.Goes(set.set(), set.bytes(), set.reason(), Instant.now())).toList();
    }

    private boolean wentEarlier(SetId set, Start start) {
        return !places.repository().contains(set)
                && places.repository().wasDeletedSince(set, start.createdAt());
    }

    private static void report(PruneReport plan, List<PruneReport.Goes> goes, Consumer<PruneReport> reporter) {
        reporter.accept(new PruneReport(false, plan.policy(), plan.stays(), goes, bytes(goes)));
    }

    private static long bytes(List<PruneReport.Goes> goes) {
        return goes.stream().mapToLong(PruneReport.Goes::bytes).sum();
    }

    private static Candidate candidate(IndexedSet set, List<String> uses) {
        boolean readable = set.summary() != null;
        return new Candidate(set.id(), readable ? Set.copyOf(set.summary().components()) : Set.of(),
                readable ? set.summary().bytes() : 0, set.notes().pinned(), set.notes().health(), uses,
                readable ? null : set.unreadable().fact());
    }

    private static String names(Set<SetId> sets) {
        return sets.isEmpty() ? "none" : sets.stream().map(SetId::value).collect(Collectors.joining(", "));
    }
}
