package dev.domibusbackup.job.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.job.PortRequest.Existing;
import dev.domibusbackup.job.messages.InDoubt;
import dev.domibusbackup.porting.PortingPlan;
import dev.domibusbackup.porting.QueuePlan;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.setting.Setting;

/** Finds everything that can be known to fail before anything is touched, and reports all of it at once. */
public final class PortPreflight implements PortStep {

    @Override
    public void run(PortRun run) {
        CheckCounts.refuseIfDiffered(run);
        checkInstallation(run.quietWindow());
        run.pauses().refuseOthers(run.job());
        settleTransactions(run);
        Discovery.Found found = new Discovery(run.server(), run.settings()).find();
        PortingPlan rules = PortPlans.rules(run.set(), run.request(), found, run.server(), run.settings());
        run.found(found, new PortPlan(rules, run.set(), PortPlans.facts(found)));
        List<Problem> problems = new ArrayList<>(rules.problems());
        problems.addAll(serverProblems(run));
        if (problems.isEmpty() && rules.imported().isEmpty()) {
            problems.add(ImportProblem.NOTHING_CHOSEN.with("id", run.set().id()));
        }
        problems.addAll(new FileCheck(run, run.set().manifest()).check());
        for (QueuePlan queue : rules.imported()) {
            problems.addAll(run.plan().counts(queue).verdicts().problems(queue, run.request().choice()));
            if (run.plan().counts(queue).expired() > 0) {
                run.warn(ImportProblem.EXPIRED.with("queue", queue.from(), "expired",
                        run.plan().counts(queue).expired()));
            }
        }
        problems.addAll(notEmpty(run));
        run.report();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** An upgrade's window, with Domibus stopped on request, is a good time for an import; any other is not. */
    public static void checkInstallation(QuietWindow window) {
        window.refuseWhileClosing();
        window.refuseWhileChanged();
        window.current().filter(open -> open.state() != State.HELD).ifPresent(open -> {
            throw ImportProblem.WINDOW_OPEN.exception("job", open.job(), "since", open.openedAt());
        });
    }

    /** What this server cannot do at all. */
    static List<Problem> serverProblems(PortRun run) {
        List<Problem> problems = new ArrayList<>();
        if (run.server().describe().clustered()) {
            problems.add(JobProblem.CLUSTERED.with("reason", "the server belongs to a cluster or a managed domain"));
        }
        run.server().whyNotExactlyOnce(ImportPositions.DATA_SOURCE).ifPresent(
                reason -> problems.add(ImportProblem.NOT_EXACTLY_ONCE.with("reason", reason)));
        return problems;
    }

    /** Before anything is counted: what is in doubt may come to be in the queues or not. */
    private static void settleTransactions(PortRun run) {
        InDoubt inDoubt = new InDoubt(run.server(), run.positions(), run.job(),
                run.settings().duration(Setting.IN_DOUBT_TIMEOUT));
        (run.request().rehearsal() ? inDoubt.look()
                : inDoubt.await(run.progress("transactions-in-doubt", "seconds"), run::checkStop))
                .ifPresent(run::warn);
    }

    /** What is in the target queues once the import has begun may be our own. */
    static List<Problem> notEmpty(PortRun run) {
        if (run.state().begun() || run.request().existing() != Existing.REFUSE) {
            return List.of();
        }
        Map<String, Long> counts = TargetCounts.of(run);
        return counts.entrySet().stream().filter(queue -> queue.getValue() > 0)
                .map(queue -> ImportProblem.QUEUE_NOT_EMPTY.with("queue", queue.getKey(), "messages",
                        queue.getValue())).toList();
    }
}
