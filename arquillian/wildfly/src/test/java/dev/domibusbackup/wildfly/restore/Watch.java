package dev.domibusbackup.wildfly.restore;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.domibusbackup.harness.site.Site;

/** Asks Domibus over and over whether it answers, until it is closed. */
final class Watch implements AutoCloseable {

    private static final int PERIOD_MILLIS = 25;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();

    Watch(Site site) {
        timer.scheduleAtFixedRate(() -> (site.domibus().answers() ? answers : silences).incrementAndGet(), 0,
                PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How often it answered. */
    int answers() {
        return answers.get();
    }

    /** How often it did not. */
    int silences() {
        return silences.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
