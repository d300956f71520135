package dev.domibusbackup.job.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.database.mysql.SchemaPreflight;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.OwnPlaces;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.set.Component;

/**
 * Finds everything that can be known to fail before anything is touched, and reports all of it at once.
 */
public final class Preflight implements BackupStep {

    private static final Duration QUERY = Duration.ofMinutes(1);

    @Override
    public void run(BackupRun run) {
        run.quietWindow().refuseWhileClosing();
        List<Problem> problems = new ArrayList<>();
        Discovery.Found found = new Discovery(run.server(), run.settings()).find();
        Installation installation = found.installation();
        problems.addAll(installation.problems());
        installation.warnings().forEach(run::warn);
        List<ExportedQueue> queues = collect(problems,
                () -> QueueChoice.of(installation, run.server(), run.settings()), List.of());
        run.found(installation, found.domibus(), queues);
        checkSystem(run, problems);
        checkWindow(run, problems);
        problems.addAll(OwnPlaces.check(run.repository().root(), run.server(), installation));
        checkParts(run, problems);
        if (run.takes(Component.MESSAGES)) {
            noteForeignClients(run);
        }
        if (problems.isEmpty()) {
            collect(problems, () -> SpaceNeeded.check(run), null);
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static void checkSystem(BackupRun run, List<Problem> problems) {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            problems.add(JobProblem.NOT_LINUX.with("system", system));
        }
        if (run.server().describe().clustered()) {
            problems.add(JobProblem.CLUSTERED.with("reason", "the server belongs to a cluster or a managed domain"));
        }
        if (run.installation().properties().find("domibus.deployment.clustered")
                .flatMap(property -> property.value()).filter(Boolean::parseBoolean).isPresent()) {
            problems.add(JobProblem.CLUSTERED.with("reason", "domibus.deployment.clustered is true"));
        }
        boolean needsFolder = run.takes(Component.CONFIGURATION) || run.takes(Component.PLUGINS);
        if (needsFolder && run.installation().location().isEmpty()) {
            problems.add(BackupProblem.FOLDER_UNKNOWN.with());
        }
    }

    /** Found now rather than after the warm copies. */
    private static void checkWindow(BackupRun run, List<Problem> problems) {
        run.quietWindow().current().filter(window -> !window.job().equals(run.job())).ifPresent(
                window -> problems.add(window.hindrance()));
    }

    /** What is to be taken can be read. */
    static void checkParts(BackupRun run, List<Problem> problems) {
        if (run.takes(Component.MESSAGES)) {
            run.server().whyNoMessages().ifPresent(
                    reason -> problems.add(ServerProblem.MESSAGES_NOT_HERE.with("reason", reason)));
        }
        if (run.takes(Component.DATABASES)) {
            checkDatabases(run, problems);
        }
        if (run.takes(Component.APPLICATION)) {
            checkWar(run.domibus(), problems);
        }
    }

    private static void checkDatabases(BackupRun run, List<Problem> problems) {
        Optional<DatabasePlan> plan = Optional.ofNullable(
                collect(problems, () -> DatabasePlan.of(run.installation(), run.settings()), null));
        plan.ifPresent(known -> known.schemas().forEach(schema -> {
            for (PreflightFinding finding : SchemaPreflight.check(known.tools(), schema.address(), known.account(),
                    QUERY)) {
                if (finding.isFailure()) {
                    problems.add(finding.problem());
                } else {
                    run.warn(finding.problem());
                }
            }
        }));
    }

    private static void checkWar(DomibusDeployment domibus, List<Problem> problems) {
        if (!Files.isReadable(Path.of(domibus.archive()))) {
            problems.add(BackupProblem.WAR_UNKNOWN.with("deployment", domibus.name(), "path", domibus.archive()));
        }
    }

    /** While Domibus runs only those can be named that are certainly not its own. */
    private static void noteForeignClients(BackupRun run) {
        boolean domibusRuns = run.server().state(run.domibus().name()) == DeploymentState.RUNNING;
        for (ExportedQueue queue : run.queues()) {
            for (QueueClient client : run.server().clients(queue.name(), run.domibus())) {
                if (queue.owned() && (client.foreign() || !domibusRuns)) {
                    run.warn(BackupProblem.FOREIGN_CLIENT.with("client", client.name(), "where", client.where(),
                            "role", client.role().name().toLowerCase(Locale.ROOT), "queue", queue.name()));
                }
            }
        }
    }

    static <T> T collect(List<Problem> problems, Supplier<T> attempt, T otherwise) {
        try {
            return attempt.get();
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            return otherwise;
        }
    }
}
