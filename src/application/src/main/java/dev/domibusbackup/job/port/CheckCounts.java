package dev.domibusbackup.job.port;

import dev.domibusbackup.job.messages.CountCheck;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.QueueClient;

/** Holds the broker's counts against what was sent. While Domibus runs it may send to its queues all the time. */
public final class CheckCounts implements PortStep {

    @Override
    public void run(PortRun run) {
        new CountCheck(run.server(), queue -> mayHaveProducers(run, queue), run::warn).check(run.messages());
        run.report();
    }

    private static boolean mayHaveProducers(PortRun run, String queue) {
        return run.server().state(run.found().domibus().name()) == DeploymentState.RUNNING
                || run.server().clients(queue, run.found().domibus()).stream()
                        .anyMatch(client -> client.role() == QueueClient.Role.PRODUCER);
    }
}
