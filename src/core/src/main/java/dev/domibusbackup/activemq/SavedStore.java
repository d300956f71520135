package dev.domibusbackup.activemq;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A store in a set.
 *
 * @param kind  which
 * @param bytes size of its files
 */
public record SavedStore(Kind kind, long bytes) {

    /** Which store, by the name that it has in a manifest and in an archive's name. */
    public enum Kind {
        /** Messages that are in their queues. */
        KAHADB("storeUsage"),
        /** Messages that wait for their time. */
        SCHEDULER("jobSchedulerUsage");

        private final String limit;

        Kind(String limit) {
            this.limit = limit;
        }

        /** Its name: {@code kahadb}, {@code scheduler}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The element of a broker's configuration file that bounds it. */
        String limit() {
            return limit;
        }

        /** Empty for what is no store. */
        public static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    public SavedStore {
        Objects.requireNonNull(kind, "kind");
    }
}
