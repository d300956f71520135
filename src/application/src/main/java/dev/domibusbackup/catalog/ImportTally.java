package dev.domibusbackup.catalog;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import dev.domibusbackup.server.NotKept;

/**
 * What became of messages of one queue of the set, counted from the first of its file.
 *
 * @param sent    in the target's queue
 * @param skipped left out: a selector or a rule did not want them
 * @param refused left out because a rule refuses them, which the operator accepted
 * @param expired not sent because their time was over
 * @param notKept of those sent, how many lost what
 */
public record ImportTally(long sent, long skipped, long refused, long expired, Map<NotKept, Long> notKept) {

    /** Nothing yet. */
    public static final ImportTally NONE = new ImportTally(0, 0, 0, 0, Map.of());

    public ImportTally {
        if (sent < 0 || skipped < 0 || refused < 0 || expired < 0) {
            throw new IllegalArgumentException("a negative count");
        }
        notKept = Map.copyOf(notKept);
    }

    /** One more that was sent. */
    public ImportTally oneSent(Set<NotKept> lost) {
        if (lost.isEmpty()) {
            return new ImportTally(sent + 1, skipped, refused, expired, notKept);
        }
        Map<NotKept, Long> more = new EnumMap<>(NotKept.class);
        more.putAll(notKept);
        lost.forEach(what -> more.merge(what, 1L, Long::sum));
        return new ImportTally(sent + 1, skipped, refused, expired, more);
    }

    /** One more that was skipped. */
    public ImportTally oneSkipped() {
        return new ImportTally(sent, skipped + 1, refused, expired, notKept);
    }

    /** One more that was refused. */
    public ImportTally oneRefused() {
        return new ImportTally(sent, skipped, refused + 1, expired, notKept);
    }

    /** One more that had expired. */
    public ImportTally oneExpired() {
        return new ImportTally(sent, skipped, refused, expired + 1, notKept);
    }

    /** Both together. */
    public ImportTally plus(ImportTally other) {
        Map<NotKept, Long> both = new EnumMap<>(NotKept.class);
        both.putAll(notKept);
        other.notKept.forEach((what, count) -> both.merge(what, count, Long::sum));
        return new ImportTally(sent + other.sent, skipped + other.skipped, refused + other.refused,
                expired + other.expired, both);
    }

    /** How many messages of the file are done with: the position in it. */
    public long position() {
        return sent + skipped + refused + expired;
    }
}
