package dev.domibusbackup.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, never for the clock: looks often, and gives up with a message when the bound is reached. */
public final class Await {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private Await() {
    }

    /**
     * Waits until the condition is true. An exception of the condition is "not yet", and the cause of the failure if
     * the bound is reached.
     *
     * @throws AssertionError when the bound is reached first
     */
    public static void until(String what, Duration bound, Callable<Boolean> condition) {
        value(what, bound, () -> Boolean.TRUE.equals(condition.call()) ? Optional.of(true) : Optional.empty());
    }

    /**
     * Waits until there is a value, and gives it.
     *
     * @throws AssertionError when the bound is reached first
     */
    public static <T> T value(String what, Duration bound, Callable<Optional<T>> source) {
        long end = System.nanoTime() + bound.toNanos();
        while (true) {
            Exception last = null;
            try {
                Optional<T> value = source.call();
                if (value.isPresent()) {
                    return value.get();
                }
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("not within " + bound + ": " + what, last);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for: " + what, last);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
