package dev.domibusbackup.monitor;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How far one piece of a job is. Counting is cheap and possible from any thread; {@link ProgressBoard} publishes it.
 */
public final class Progress {

    private final String job;
    private final String task;
    private final String unit;
    private final Instant started = Instant.now();
    private final LongAdder counted = new LongAdder();
    private final AtomicLong expected = new AtomicLong();
    private volatile LongSupplier source;

    Progress(String job, String task, String unit) {
        this.job = Objects.requireNonNull(job, "job");
        this.task = Objects.requireNonNull(task, "task");
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    /** Counts more as done. */
    public void add(long more) {
        counted.add(more);
    }

    /** Takes the count from elsewhere besides what is added. */
    public void readFrom(LongSupplier counter) {
        source = counter;
    }

    /** How much there will be; 0 if nobody knows. */
    public void expect(long total) {
        expected.set(total);
    }

    String job() {
        return job;
    }

    String task() {
        return task;
    }

    String unit() {
        return unit;
    }

    Instant started() {
        return started;
    }

    long done() {
        LongSupplier other = source;
        return counted.sum() + (other == null ? 0 : other.getAsLong());
    }

    long expected() {
        return expected.get();
    }
}
