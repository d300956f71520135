package dev.domibusbackup.job.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.domibus.Domain;
import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.OwnPlaces;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.messages.InDoubt;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.job.verify.ProgressWatcher;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreProblem;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetVerification;
import dev.domibusbackup.set.SetVerifier;
import dev.domibusbackup.setting.Setting;

/**
 * Finds everything that can be known to fail before anything is touched, and reports all of it at once. In a rehearsal
 * it is kept for the end of the report.
 */
public final class Preflight implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        CheckRestoredCounts.refuseIfDiffered(run);
        checkWindow(run.quietWindow(), run.repository(), run.job(), run.set().id());
        run.pauses().refuseOthers(run.job());
        // what a later step would take for done is not done any more: nothing else is worth saying
        List<Problem> problems = new ArrayList<>(WindowChecks.problems(run));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        verify(run);
        settleTransactions(run);
        RestoreScope scope = RestoreScope.of(run.manifest(), run.request(), run.components());
        try {
            run.found(new BrokenDiscovery(run).find());
        } catch (ProblemException e) {
            // without a deployment there is nothing to hold the set against
            problems.addAll(e.problems());
            problems.addAll(scope.problems());
            throw new ProblemException(problems);
        }
        problems.addAll(systemProblems(run));
        if (!run.hasChanged()) {
            // what cannot be found out may be what the restore is to mend; what it needs is asked for one by one
            run.found().installation().problems().forEach(run::warn);
            problems.addAll(misfits(run));
        }
        problems.addAll(scope.problems());
        problems.addAll(plan(run, scope));
        if (!run.hasChanged()) {
            problems.addAll(new DatabaseChecks(run).problems());
            problems.addAll(new FolderChecks(run).problems());
            if (run.takes(Component.APPLICATION)) {
                attempt(problems, () -> RestoreApplication.check(run));
            }
            if (run.rollback().isEmpty()) {
                attempt(problems, () -> Price.count(run));
            }
            problems.addAll(SafetyBackup.problems(run));
            problems.addAll(new Confirmation(run).problems());
        }
        run.publish();
        // what hinders several checks is told once
        List<Problem> found = problems.stream().distinct().toList();
        if (run.request().rehearsal()) {
            run.unfit(found);
        } else if (!found.isEmpty()) {
            throw new ProblemException(found);
        }
    }

    /** None may be open but our own, or that of the restore that this one takes back. */
    public static void checkWindow(QuietWindow quiet, Repository repository, String job, SetId set) {
        quiet.refuseWhileClosing();
        Optional<QuietWindowRecord> open = quiet.current().filter(window -> !window.job().equals(job));
        if (open.isPresent() && !Rollback.isMeant(open, set, repository)) {
            quiet.refuseWhileChanged();
            throw RestoreProblem.WINDOW_OPEN.exception("job", open.get().job(), "since", open.get().openedAt());
        }
    }

    /** A set that is not whole is not restored from, whatever of it is chosen. */
    private static void verify(RestoreRun run) {
        SetVerification result = SetVerifier.verify(run.repository(), run.set(),
                new ProgressWatcher(run.progress("verify", "bytes"), run::isStopRequested));
        if (result.stopped()) {
            throw new StopRequested();
        }
        if (!result.isGood()) {
            // where it is the safety set of a restore that failed, another one may come back instead
            run.repository().changeNotes(run.set().id(), notes -> notes.withVerification(Instant.now(), false));
            throw new ProblemException(result.problems());
        }
    }

    /** What is in doubt may come to be in the queues or not. */
    private static void settleTransactions(RestoreRun run) {
        if (imports(run)) {
            InDoubt inDoubt = new InDoubt(run.server(), run.positions(), run.job(),
                    run.settings().duration(Setting.IN_DOUBT_TIMEOUT));
            (run.request().rehearsal() ? inDoubt.look()
                    : inDoubt.await(run.progress("transactions-in-doubt", "seconds"), run::checkStop))
                    .ifPresent(run::warn);
        }
    }

    private static boolean imports(RestoreRun run) {
        return run.takes(Component.MESSAGES) && !RestoreStores.areIn(run.manifest());
    }

    private static List<Problem> systemProblems(RestoreRun run) {
        List<Problem> problems = new ArrayList<>();
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            problems.add(JobProblem.NOT_LINUX.with("system", system));
        }
        if (run.server().describe().clustered()) {
            problems.add(JobProblem.CLUSTERED.with("reason", "the server belongs to a cluster or a managed domain"));
        }
        if (imports(run)) {
            run.server().whyNotExactlyOnce(ImportPositions.DATA_SOURCE).ifPresent(
                    reason -> problems.add(ImportProblem.NOT_EXACTLY_ONCE.with("reason", reason)));
        }
        problems.addAll(OwnPlaces.check(run.repository().root(), run.server(), run.found().installation()));
        return problems;
    }

    private static void attempt(List<Problem> problems, Runnable check) {
        try {
            check.run();
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }

    /** Where set and installation do not fit each other. */
    private static List<Problem> misfits(RestoreRun run) {
        List<Problem> problems = new ArrayList<>();
        Installation here = run.found().installation();
        JsonNode of = run.manifest().installation();
        String id = run.set().id().value();
        String server = of.path("server").asText();
        if (!server.equals(here.server().domibusName())) {
            problems.add(RestoreProblem.OTHER_SERVER.with("set", id, "from", server, "here",
                    here.server().domibusName()));
        }
        String version = here.version().map(DomibusVersion::version).orElse("unknown");
        String was = of.path("version").asText("unknown");
        boolean stays = !run.takes(Component.APPLICATION) && !run.request().otherVersion() && !run.request().clones();
        if (stays && !version.equals(was)) {
            problems.add(RestoreProblem.OTHER_VERSION.with("set", id, "from", was, "here", version));
        }
        if (!run.takes(Component.CONFIGURATION) && run.request().schemas().isEmpty()
                && run.request().tenants().isEmpty() && !run.request().clones() && run.takes(Component.DATABASES)) {
            List<String> were = new ArrayList<>();
            of.path("domains").forEach(domain -> were.add(domain.asText()));
            String then = layout(were, of.path("multiTenant").asBoolean());
            String now = layout(here.domains().all().stream().map(Domain::code).toList(),
                    here.domains().multiTenant());
            if (!then.equals(now)) {
                problems.add(RestoreProblem.OTHER_DOMAINS.with("set", id, "from", then, "here", now));
            }
        }
        return problems;
    }

    /** One domain with tenants switched on has a general schema; without it has none. */
    private static String layout(List<String> domains, boolean multiTenant) {
        return String.join(", ", domains) + (multiTenant ? " (multi-tenant)" : "");
    }

    /** A choice of tenants and schemas that exclude each other, for example, needs no quiet window to do nothing. */
    private static boolean holdsNothing(RestoreRun run, RestoreTargets plan) {
        return plan.schemas().isEmpty() && plan.folders().isEmpty() && plan.queues().isEmpty()
                && !run.takes(Component.APPLICATION) && !run.takes(Component.SERVER);
    }

    private static List<Problem> plan(RestoreRun run, RestoreScope scope) {
        RestoreQueues queues = new RestoreQueues(run);
        RestoreTargets plan = new RestoreTargets(scope.databases().stream()
                .map(entry -> new RestoreTargets.Schema(entry,
                        run.request().targetSchemas().getOrDefault(entry.schema(), entry.schema()))).toList(),
                scope.folders(), queues.of(scope.queues()));
        run.goesTo(plan);
        if (!plan.queues().isEmpty() && !run.state().counted()) {
            run.imports(new MessageImport(run.job(), plan.queues(), run.server(), run.positions(),
                    run.settings().number(Setting.CHUNK_BYTES) << 10, run.progress("import-messages", "messages"),
                    run::checkStop));
        }
        plan.queues().forEach(queue -> run.report().put(new RestoreReport.Queue(queue.source(), queue.target(),
                queue.messages(), queues.existing(queue.target()), 0, 0, 0)));
        List<Problem> problems = new ArrayList<>(queues.problems());
        boolean understood = scope.problems().isEmpty() && problems.isEmpty() && run.rollback().isEmpty();
        if (run.components().isEmpty() || understood && holdsNothing(run, plan)) {
            problems.add(RestoreProblem.NOTHING_CHOSEN.with("set", run.set().id(), "known",
                    run.manifest().components()));
        }
        return problems;
    }
}
