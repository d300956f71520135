package dev.domibusbackup.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.prune.SetIndex;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.Phase;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.setting.Setting;

/**
 * Whether all is well, by a look at repository, Domibus and quiet window. What cannot be found out is {@code null}, and
 * a problem.
 *
 * @param deployment   Domibus; not known while it stops or starts
 * @param state        its state as the server reports it; while it stops or starts, that phase
 * @param installation what was discovered; not while Domibus stops or starts
 * @param window       the quiet window, if one is open
 * @param sets         all sets, newest first
 * @param lastSealedAt when the newest set was sealed
 * @param lastGood     the newest backup that is not known to be damaged
 * @param problems     what needs attention
 */
public record Health(DomibusDeployment deployment, String state, Installation installation, QuietWindowRecord window,
                     List<IndexedSet> sets, Instant lastSealedAt, IndexedSet lastGood, List<Problem> problems) {

    /** Looks now. */
    public static Health look(Environment environment, InstallationLock lock, KnownSets known) {
        List<Problem> problems = new ArrayList<>();
        Optional<Phase> phase = environment.quietWindow().phase().filter(Phase::isOfDomibus);
        // while Domibus stops or starts the server's model answers nobody: who watches must not wait as long as that
        boolean modelAnswers = phase.isEmpty();
        Optional<DomibusDeployment> domibus = modelAnswers ? Optional.ofNullable(attempt(problems,
                () -> environment.server().findDomibus(environment.settings().optional(Setting.DOMIBUS_DEPLOYMENT))))
                : Optional.empty();
        Optional<DeploymentState> state = domibus.map(found -> attempt(problems,
                () -> environment.server().state(found.name())));
        Installation installation = !modelAnswers ? null : attempt(problems, () -> {
            Installation found = new Discovery(environment.server(), environment.settings()).find().installation();
            problems.addAll(OwnPlaces.check(environment.repositoryPath(), environment.server(), found));
            return found;
        });
        List<IndexedSet> sets = attempt(problems, known::list);
        Optional<SetsHealth> health = Optional.ofNullable(sets).map(all -> attempt(problems, () -> SetsHealth.of(all,
                environment.repositoryPath(), environment.settings().age(Setting.BACKUP_AGE), Instant.now())));
        health.ifPresent(found -> problems.addAll(found.problems()));
        attempt(problems, () -> problems.addAll(known.compare().disagreements()));
        Optional<QuietWindowRecord> window = Optional.ofNullable(
                attempt(problems, () -> environment.quietWindow().current().orElse(null)));
        attempt(problems, () -> environment.queuePauses().current());
        window.filter(open -> lock.holder().isEmpty()).ifPresent(open -> problems.add(open.hindrance()));
        state.filter(now -> now != DeploymentState.RUNNING && window.isEmpty()).ifPresent(now -> problems.add(
                ServerProblem.DOMIBUS_NOT_RUNNING.with("deployment", domibus.get().name(), "state", key(now))));
        return new Health(domibus.orElse(null),
                phase.map(now -> now.kind().key()).or(() -> state.map(Health::key)).orElse(null), installation,
                window.orElse(null), sets, health.map(SetsHealth::lastSealedAt).orElse(null),
                sets == null ? null : SetIndex.lastGoodBackup(sets).orElse(null), problems);
    }

    /** When the last good backup was sealed; {@code null} if there is none. */
    public Instant lastGoodAt() {
        return lastGood == null ? null : lastGood.summary().sealedAt();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> T attempt(List<Problem> problems, Supplier<T> look) {
        try {
            return look.get();
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            return null;
        }
    }
}
