package dev.domibusbackup.monitor;

import java.time.Duration;
import java.time.Instant;

/** Moments as JMX shows them; what is not known has no value. */
final class Times {

    private Times() {
    }

    static String text(Instant at) {
        return at == null ? null : at.toString();
    }

    static Long secondsSince(Instant at) {
        return at == null ? null : Math.max(0, Duration.between(at, Instant.now()).toSeconds());
    }
}
