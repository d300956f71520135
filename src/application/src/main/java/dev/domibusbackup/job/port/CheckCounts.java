package dev.domibusbackup.job.port;

import java.util.List;

import dev.domibusbackup.job.messages.CountCheck;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.QueueClient;

/** Holds the broker's counts against what was sent. While Domibus runs it may send to its queues all the time. */
public final class CheckCounts implements PortStep {

    @Override
    public void run(PortRun run) {
        refuseIfDiffered(run);
        try {
            new CountCheck(run.server(), queue -> mayHaveProducers(run, queue), run::warn).check(run.messages());
        } catch (ProblemException e) {
            List<String> differences = e.problems().stream()
                    .filter(problem -> problem.code().equals(ImportProblem.COUNT_DIFFERS.code())).map(Problem::fact)
                    .toList();
            if (!differences.isEmpty()) {
                run.remember(run.state().differing(differences));
            }
            throw e;
        }
        run.report();
    }

    /** A later execution sends nothing and would find nothing missing: the job stays failed until it is given up. */
    static void refuseIfDiffered(PortRun run) {
        if (!run.state().differed().isEmpty()) {
            throw ImportProblem.COUNT_DIFFERED.exception("differences",
                    String.join(" ", run.state().differed()).replaceAll("\\.$", ""));
        }
    }

    private static boolean mayHaveProducers(PortRun run, String queue) {
        return run.server().state(run.found().domibus().name()) == DeploymentState.RUNNING
                || run.server().clients(queue, run.found().domibus()).stream()
                        .anyMatch(client -> client.role() == QueueClient.Role.PRODUCER);
    }
}
