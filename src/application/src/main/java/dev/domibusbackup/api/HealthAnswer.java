package dev.domibusbackup.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.InstallationLock;
import dev.domibusbackup.job.KnownSets;
import dev.domibusbackup.job.OwnPlaces;
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
 * The answer of {@code GET /health}.
 *
 * @param well         whether nothing needs attention
 * @param domibus      state of Domibus as the server reports it; while it stops or starts, that phase
 * @param runningJob   the job at work
 * @param quietWindow  state of the quiet window, if one is open
 * @param lastSealedAt when the newest set was sealed
 * @param lastGoodAt   when the newest backup was sealed that is not known to be damaged
 * @param problems     what needs attention
 */
public record HealthAnswer(boolean well, String domibus, String runningJob, String quietWindow, Instant lastSealedAt,
                           Instant lastGoodAt, List<Problem> problems) {

    static HealthAnswer of(Environment environment, InstallationLock lock, KnownSets known) {
        List<Problem> problems = new ArrayList<>();
        Optional<Phase> phase = environment.quietWindow().phase().filter(Phase::isOfDomibus);
        // while Domibus stops or starts the server's model answers nobody: who watches must not wait as long as that
        boolean modelAnswers = phase.isEmpty();
        Optional<DomibusDeployment> domibus = modelAnswers ? Optional.ofNullable(attempt(problems,
                () -> environment.server().findDomibus(environment.settings().optional(Setting.DOMIBUS_DEPLOYMENT))))
                : Optional.empty();
        Optional<DeploymentState> state = domibus.map(found -> attempt(problems,
                () -> environment.server().state(found.name())));
        if (modelAnswers) {
            attempt(problems, () -> problems.addAll(OwnPlaces.check(environment.repositoryPath(),
                    environment.server(), new Discovery(environment.server(), environment.settings()).find()
                            .installation())));
        }
        Optional<SetsHealth> sets = Optional.ofNullable(attempt(problems, () -> SetsHealth.of(known.list(),
                environment.repositoryPath(), environment.settings().age(Setting.BACKUP_AGE), Instant.now())));
        sets.ifPresent(health -> problems.addAll(health.problems()));
        attempt(problems, () -> problems.addAll(known.compare().disagreements()));
        Optional<QuietWindowRecord> window = Optional.ofNullable(
                attempt(problems, () -> environment.quietWindow().current().orElse(null)));
        attempt(problems, () -> environment.queuePauses().current());
        window.filter(open -> lock.holder().isEmpty()).ifPresent(open -> problems.add(open.hindrance()));
        state.filter(now -> now != DeploymentState.RUNNING && window.isEmpty()).ifPresent(now -> problems.add(
                ServerProblem.DOMIBUS_NOT_RUNNING.with("deployment", domibus.get().name(), "state", key(now))));
        return new HealthAnswer(problems.isEmpty(),
                phase.map(now -> now.kind().key()).or(() -> state.map(HealthAnswer::key)).orElse(null),
                lock.holder().orElse(null),
                window.map(open -> open.state().name().toLowerCase(Locale.ROOT)).orElse(null),
                sets.map(SetsHealth::lastSealedAt).orElse(null), sets.map(SetsHealth::lastGoodAt).orElse(null),
                problems);
    }

    private static String key(DeploymentState state) {
        return state.name().toLowerCase(Locale.ROOT);
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
