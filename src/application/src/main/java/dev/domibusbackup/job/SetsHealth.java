package dev.domibusbackup.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.job.prune.SetIndex;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.set.SetNotes;

/**
 * Whether there is a backup to go back to.
 *
 * @param lastSealedAt when the newest set was sealed, {@code null} if there is none
 * @param problems     what needs attention
 */
record SetsHealth(Instant lastSealedAt, List<Problem> problems) {

    /**
     * Looks at the sets.
     *
     * @param sets newest first
     * @param age  how old the last good backup may be; empty if that is of no concern
     */
    static SetsHealth of(List<IndexedSet> sets, Path repository, Optional<Duration> age, Instant now) {
        List<Problem> problems = new ArrayList<>();
        for (IndexedSet set : sets) {
            if (set.unreadable() != null) {
                problems.add(set.unreadable());
            } else if (set.notes().health() == SetNotes.Health.DAMAGED) {
                problems.add(PruneProblem.SET_DAMAGED.with("set", set.id(), "at", set.notes().lastFailed()));
            }
        }
        Optional<IndexedSet> good = SetIndex.lastGoodBackup(sets);
        age.ifPresent(bound -> problems.addAll(tooOld(good, bound, repository, now)));
        return new SetsHealth(sets.stream().filter(set -> set.summary() != null).map(set -> set.summary().sealedAt())
                .filter(Objects::nonNull).max(Instant::compareTo).orElse(null), problems);
    }

    private static List<Problem> tooOld(Optional<IndexedSet> good, Duration bound, Path repository, Instant now) {
        if (good.isEmpty()) {
            return List.of(PruneProblem.NO_GOOD_BACKUP.with("repository", repository));
        }
        Instant at = good.get().summary().sealedAt();
        return at.plus(bound).isBefore(now)
                ? List.of(PruneProblem.BACKUP_OLD.with("set", good.get().id(), "at", at, "age", bound)) : List.of();
    }
}
