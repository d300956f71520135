package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.job.restore.HealthCheck.Finding;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;

/** Whether the queues of Domibus can be read, and Domibus listens to them. */
final class BrokerHealth {

    /** Listeners come up one after the other when Domibus already answers. */
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final RestoreRun run;

    BrokerHealth(RestoreRun run) {
        this.run = run;
    }

    /** At least one queue has a listener that is not another application's; most of Domibus's queues have one. */
    Finding listeners() {
        List<String> queues = run.found().installation().queues().stream().map(DomibusQueue::address).toList();
        if (queues.isEmpty()) {
            return Finding.notChecked("no queue of Domibus is known");
        }
        Instant end = Instant.now().plus(BOUND);
        long listened = listened(queues);
        while (listened == 0 && Instant.now().isBefore(end)) {
            run.checkStop();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Finding.failed("the server is being stopped");
            }
            listened = listened(queues);
        }
        return listened == 0 ? Finding.failed("Domibus listens to none of its " + queues.size() + " queues")
                : Finding.ok("Domibus listens to " + listened + " of its " + queues.size() + " queues");
    }

    private long listened(List<String> queues) {
        return queues.stream().filter(queue -> run.server().queue(queue).consumers() > 0)
                .filter(queue -> run.server().clients(queue, run.found().domibus()).stream()
                        .anyMatch(client -> client.role() == QueueClient.Role.CONSUMER && !client.foreign())).count();
    }

    /** A queue that is paused was so before us, or was paused by somebody meanwhile: ours are resumed by now. */
    Finding pauses() {
        List<String> paused = run.found().installation().queues().stream().map(DomibusQueue::address)
                .map(run.server()::queue).filter(QueueState::paused).map(QueueState::name).toList();
        return paused.isEmpty() ? Finding.ok("none is paused")
                : Finding.failed("these are paused: " + String.join(", ", paused));
    }
}
