package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times acts, one after the other, by name. */
final class Took {

    private final Map<String, Duration> acts = new LinkedHashMap<>();

    /** Does it and notes how long it took. */
    Took act(String name, Runnable act) {
        long begin = System.nanoTime();
        act.run();
        acts.put(name, Duration.ofNanos(System.nanoTime() - begin));
        return this;
    }

    Duration of(String name) {
        return acts.get(name);
    }

    Duration sum() {
        return acts.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    Map<String, Duration> all() {
        return acts;
    }
}
