package dev.domibusbackup.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a quiet window waits for at this moment. A real Domibus takes 30 s to stop and 100 s to start: long enough to
 * wonder whether anything happens at all.
 *
 * @param kind     what
 * @param since    since when
 * @param bound    after which time it is a problem
 * @param expected how long it took the last time; {@code null} if that is not known
 */
public record Phase(Kind kind, Instant since, Duration bound, Duration expected) {

    /** What a quiet window waits for. */
    public enum Kind {
        /** Domibus was asked to stop and has not stopped yet. */
        STOPPING_DOMIBUS,
        /** Domibus has stopped; messages of its queues are still in delivery to others. */
        QUEUES_COMING_TO_REST,
        /** Domibus was asked to start and does not answer yet. */
        STARTING_DOMIBUS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Phase {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(bound, "bound");
    }

    /** Whether the server is at work on Domibus, and its management model with it. */
    public boolean isOfDomibus() {
        return kind != Kind.QUEUES_COMING_TO_REST;
    }

    /** How long it has been going on, in whole seconds. */
    public Duration elapsed(Instant now) {
        return now.isBefore(since) ? Duration.ZERO : Duration.ofSeconds(Duration.between(since, now).toSeconds());
    }
}
