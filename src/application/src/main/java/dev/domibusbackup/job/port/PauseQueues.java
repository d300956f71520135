package dev.domibusbackup.job.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.setting.Setting;

/**
 * Pauses the target queues and waits until nobody holds a message of them; only then their counts mean something.
 */
public final class PauseQueues implements PortStep {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    @Override
    public void run(PortRun run) {
        run.pauses().pause(run.job(), run.request().holds(), run.targets().stream().sorted().toList())
                .forEach(run::warn);
        Instant end = Instant.now().plus(run.settings().duration(Setting.REST_TIMEOUT));
        run.targets().forEach(queue -> awaitRest(run, queue, end));
        List<Problem> notEmpty = PortPreflight.notEmpty(run);
        if (!notEmpty.isEmpty()) {
            throw new ProblemException(notEmpty);
        }
        run.messages().begin();
        if (!run.state().begun()) {
            run.remember(run.state().begunWith(TargetCounts.of(run)));
        }
        run.report();
    }

    private static void awaitRest(PortRun run, String queue, Instant end) {
        QueueState state = run.server().queue(queue);
        for (; state.delivering() > 0; state = run.server().queue(queue)) {
            run.checkStop();
            if (Instant.now().isAfter(end)) {
                throw ImportProblem.QUEUE_NOT_AT_REST.exception("queue", queue, "bound",
                        run.settings().duration(Setting.REST_TIMEOUT), "delivering", state.delivering(), "clients",
                        consumers(run, queue));
            }
            pause();
        }
    }

    private static String consumers(PortRun run, String queue) {
        String named = run.server().clients(queue, run.found().domibus()).stream()
                .filter(client -> client.role() == QueueClient.Role.CONSUMER)
                .map(client -> client.name() + " (" + client.where() + ")").distinct()
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "an unknown consumer" : named;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while queues come to rest", e);
        }
    }
}
