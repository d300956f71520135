package dev.domibusbackup.job.verify;

import java.util.function.BooleanSupplier;

import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.set.VerificationWatcher;

/**
 * Tells a job's progress how far a verification is.
 *
 * @param progress      counts bytes
 * @param stopRequested whether the operator asked to stop
 */
public record ProgressWatcher(Progress progress, BooleanSupplier stopRequested) implements VerificationWatcher {

    @Override
    public void expect(long bytes) {
        progress.expect(bytes);
    }

    @Override
    public void read(long bytes) {
        progress.add(bytes);
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested.getAsBoolean();
    }
}
