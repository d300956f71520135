package dev.domibusbackup.job.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.domibusbackup.job.verify.DeepCheck.Kind;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.PruneProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.VerificationWatcher;

/**
 * What a deep verification does besides a verification. All of what the set holds is brought back somewhere, or it is
 * refused at the beginning: nobody is told that a set was verified deeply of which a part was not.
 *
 * @param available how it is done here
 */
public record DeepChecks(List<DeepCheck> available) {

    public DeepChecks {
        available = List.copyOf(available);
    }

    /** Refuses a set for which a kind of check is wanting or meets an obstacle. */
    void checkPossible(BackupSet set, Manifest manifest) {
        List<Problem> problems = new ArrayList<>();
        Set<Kind> wanting = needed(manifest);
        for (DeepCheck check : fitting(manifest)) {
            wanting.remove(check.kind());
            Optional<String> obstacle = check.obstacle(set, manifest);
            obstacle.ifPresent(reason -> problems.add(PruneProblem.DEEP_IMPOSSIBLE.with("reason", reason)));
        }
        wanting.forEach(kind -> problems.add(PruneProblem.DEEP_IMPOSSIBLE.with("reason",
                "nothing here can bring back " + kind.name().toLowerCase(Locale.ROOT) + " for a comparison")));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** Everything that does not agree with the manifest. */
    List<Problem> run(BackupSet set, Manifest manifest, VerificationWatcher watcher) {
        return fitting(manifest).stream().flatMap(check -> check.check(set, manifest, watcher).stream()).toList();
    }

    private List<DeepCheck> fitting(Manifest manifest) {
        Set<Kind> needed = needed(manifest);
        return available.stream().filter(check -> needed.contains(check.kind())).toList();
    }

    private static Set<Kind> needed(Manifest manifest) {
        Set<Kind> needed = EnumSet.noneOf(Kind.class);
        if (!manifest.databases().isEmpty()) {
            needed.add(Kind.DATABASES);
        }
        if (!manifest.folders().isEmpty()) {
            needed.add(Kind.FILES);
        }
        return needed;
    }
}
