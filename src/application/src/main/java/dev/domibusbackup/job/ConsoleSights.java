package dev.domibusbackup.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.monitor.InstallationSummary;
import dev.domibusbackup.monitor.QuietWindowSummary;
import dev.domibusbackup.monitor.Sights;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.ServerDescription;
import dev.domibusbackup.set.SetId;

/** What the server's JMX console shows of the installation and of the quiet window. */
@ApplicationScoped
class ConsoleSights implements Sights {

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private KnownSets sets;

    @Override
    public boolean isServerUp() {
        return environment.server().isUp();
    }

    @Override
    public InstallationSummary installation() {
        Health health = Health.look(environment, lock, sets);
        ServerDescription server = environment.server().describe();
        List<Problem> discovered = health.installation() == null ? List.of() : health.installation().problems();
        return new InstallationSummary(Instant.now(), server.product() + " " + server.version(), server.java(),
                domibus(health), environment.repositoryPath().toString(), backups(health),
                Stream.concat(health.problems().stream(), discovered.stream()).distinct().map(Problem::toString)
                        .toList());
    }

    private static InstallationSummary.Domibus domibus(Health health) {
        return new InstallationSummary.Domibus(
                Optional.ofNullable(health.deployment()).map(DomibusDeployment::name).orElse(null),
                Optional.ofNullable(health.installation()).flatMap(found -> found.version())
                        .map(DomibusVersion::version).orElse(null), health.state());
    }

    private static InstallationSummary.Backups backups(Health health) {
        return new InstallationSummary.Backups(health.sets() == null ? null : health.sets().size(),
                health.lastSealedAt(), health.lastGood() == null ? null : health.lastGood().id().value(),
                health.lastGoodAt());
    }

    @Override
    public QuietWindowSummary quietWindow() {
        try {
            return environment.quietWindow().current().map(ConsoleSights::summary).orElse(QuietWindowSummary.NONE);
        } catch (ProblemException e) {
            // the problem itself is among those of the installation
            return QuietWindowSummary.UNREADABLE;
        }
    }

    private static QuietWindowSummary summary(QuietWindowRecord window) {
        return new QuietWindowSummary(key(window.state()), key(window.purpose()), window.job(), window.openedAt(),
                window.cutAt(), window.isChanged(),
                Optional.ofNullable(window.safetySet()).map(SetId::value).orElse(null),
                (int) window.queues().stream().filter(queue -> !queue.pausedBefore()).count());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
