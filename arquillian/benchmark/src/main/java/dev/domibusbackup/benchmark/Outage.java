package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.domibusbackup.harness.site.StandIn;

/** Asks Domibus ten times a second, as a partner would, and notes how long it gave no answer at most. */
final class Outage implements AutoCloseable {

    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final StandIn domibus;
    private final Thread thread = new Thread(this::look, "outage");
    private volatile boolean ended;
    private volatile Duration longest = Duration.ZERO;

    Outage(StandIn domibus) {
        this.domibus = domibus;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        long last = System.nanoTime();
        while (!ended) {
            if (domibus.answers()) {
                long now = System.nanoTime();
                if (now - last > longest.toNanos()) {
                    longest = Duration.ofNanos(now - last);
                }
                last = now;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** From the last answer before it to the first after it. */
    Duration end() throws InterruptedException {
        close();
        return longest;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
