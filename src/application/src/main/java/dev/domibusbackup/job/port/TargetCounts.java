package dev.domibusbackup.job.port;

import java.util.Map;
import java.util.TreeMap;

/** How many messages the target queues hold: ready, scheduled and in delivery. */
final class TargetCounts {

    private TargetCounts() {
    }

    static Map<String, Long> of(PortRun run) {
        Map<String, Long> counts = new TreeMap<>();
        run.targets().forEach(target -> counts.put(target, run.server().queue(target).total()));
        return counts;
    }
}
