package dev.domibusbackup.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;

/**
 * What an undeployment leaves as it is: Domibus cannot be started nor a queue be resumed then, and nobody of ours is
 * there to tell of it later.
 */
final class LeftBehind {

    private LeftBehind() {
    }

    /** What whoever undeploys has to know; empty when Domibus is as it was before us. */
    static List<Problem> problems(Supplier<QuietWindow> window, Supplier<QueuePauses> pauses) {
        List<Problem> problems = new ArrayList<>();
        attempt(problems, () -> window.get().current().ifPresent(open -> {
            problems.add(QuietProblem.LEFT_OPEN.with("window", open.id(), "job", open.job(), "since", open.openedAt(),
                    "deployment", open.domibus().name(), "queues",
                    open.queues().stream().filter(queue -> !queue.pausedBefore()).count()));
            if (open.isChanged()) {
                // then Domibus must not simply be started
                problems.add(open.hindrance());
            }
        }));
        attempt(problems, () -> pauses.get().current().ifPresent(held -> problems.add(QuietProblem.LEFT_PAUSED.with(
                "job", held.job(), "since", held.since(), "queues", String.join(", ", held.ours()),
                "file", pauses.get().file()))));
        return problems;
    }

    private static void attempt(List<Problem> problems, Runnable look) {
        try {
            look.run();
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }
}
