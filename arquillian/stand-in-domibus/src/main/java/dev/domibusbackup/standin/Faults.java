package dev.domibusbackup.standin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The switches by which a test makes the stand-in slow or broken; each is looked at in the moment it matters. */
final class Faults {

    private static final System.Logger LOG = System.getLogger(Faults.class.getName());

    private final Configuration configuration;

    Faults(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @throws IllegalStateException while the file {@code stand-in/refuse-start} exists */
    void refuseStart() {
        Path file = configuration.standInFile("refuse-start");
        if (Files.exists(file)) {
            throw new IllegalStateException("Start refused, because this file exists: " + file);
        }
    }

    /** Takes the seconds that the property names. */
    void takeSeconds(String property) {
        pause(Math.round(Double.parseDouble(configuration.get(property)) * 1000));
    }

    /** Waits until the file {@code stand-in/block-stop} has gone. */
    void blockStop() {
        Path file = configuration.standInFile("block-stop");
        if (Files.exists(file)) {
            LOG.log(System.Logger.Level.INFO, "Stop blocked until this file is gone: {0}", file);
            while (Files.exists(file)) {
                pause(50);
            }
        }
    }

    /** Waits until the file {@code stand-in/release} exists. */
    void awaitRelease() {
        while (!Files.exists(configuration.standInFile("release"))) {
            pause(50);
        }
    }

    /** Sleeps, whatever interrupts: work that is slow does not get faster because someone wants to stop. */
    static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
