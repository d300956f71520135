package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.job.messages.CountCheck;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.server.QueueClient;

/**
 * Holds the broker's counts against what was sent, or what is in its restored stores against the set, before Domibus
 * starts. Schemas and files were counted before; that they were is asked here.
 */
public final class CheckRestoredCounts implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        refuseIfDiffered(run);
        if (run.state().counted()) {
            return;
        }
        refuseUnfinished(run);
        new RestoreStores(run).check();
        run.messages().ifPresent(messages -> {
            try {
                new CountCheck(run.server(), queue -> hasProducers(run, queue), run::warn).check(messages);
            } catch (ProblemException e) {
                List<String> differences = e.problems().stream()
                        .filter(problem -> problem.code().equals(ImportProblem.COUNT_DIFFERS.code()))
                        .map(Problem::fact).toList();
                if (!differences.isEmpty()) {
                    run.remember(run.state().differing(differences));
                }
                throw e;
            }
        });
        run.messages().ifPresent(messages -> run.targets().queues().forEach(queue -> run.report().imported(
                queue.source(), run.positions().read(run.job(), queue.source()))));
        run.remember(run.state().asCounted());
        run.publish();
    }

    /** Whatever the steps before have said of themselves: Domibus starts on what they noted as done, or not at all. */
    private static void refuseUnfinished(RestoreRun run) {
        RestoreState state = run.state();
        List<String> missing = new ArrayList<>();
        run.targets().schemas().stream().map(schema -> schema.entry().schema())
                .filter(schema -> !state.schemas().contains(schema))
                .forEach(schema -> missing.add("the schema " + schema + " was not loaded and counted"));
        if (!run.targets().folders().isEmpty() && !state.files()) {
            missing.add("the folders were not swapped");
        }
        if (run.messages().isPresent() && !state.emptied()) {
            missing.add("the queues were not emptied");
        }
        if (!missing.isEmpty()) {
            throw RestoreWindowProblem.NOT_ALL_BACK.exception("job", run.job(), "missing",
                    String.join(", ", missing));
        }
    }

    /** A later execution sends nothing and would find nothing missing: the job stays failed until it is taken back. */
    static void refuseIfDiffered(RestoreRun run) {
        if (!run.state().differed().isEmpty()) {
            throw ImportProblem.COUNT_DIFFERED.exception("differences",
                    String.join(" ", run.state().differed()).replaceAll("\\.$", ""));
        }
    }

    /** Domibus is stopped, others are not. */
    private static boolean hasProducers(RestoreRun run, String queue) {
        return run.server().clients(queue, run.found().domibus()).stream()
                .anyMatch(client -> client.role() == QueueClient.Role.PRODUCER);
    }
}
