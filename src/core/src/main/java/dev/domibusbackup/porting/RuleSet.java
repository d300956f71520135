package dev.domibusbackup.porting;

import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.KnownDestination;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rules for porting between certain versions of Domibus.
 *
 * @param name        its name, by which a request asks for it
 * @param description for which change of version it is, in a sentence
 * @param sameVersion whether it is for two installations of the very same version
 * @param between     pairs of versions it is for besides
 * @param verdicts    what becomes of each of Domibus's destinations: all of them
 */
public record RuleSet(String name, String description, boolean sameVersion, List<Between> between,
        Map<KnownDestination, Verdict> verdicts) {

    /**
     * From some versions to others.
     *
     * @param source versions of the Domibus that the set was taken from
     * @param target versions of the Domibus that gets the messages
     */
    public record Between(VersionRange source, VersionRange target) {

        public Between {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(target, "target");
        }

        @Override
        public String toString() {
            return "from " + source + " into " + target;
        }
    }

    public RuleSet {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,39}")) {
            throw new IllegalArgumentException("not a name of a rule set: " + name);
        }
        Objects.requireNonNull(description, "description");
        between = List.copyOf(between);
        if (!sameVersion && between.isEmpty()) {
            throw new IllegalArgumentException("rule set " + name + " is for no versions");
        }
        verdicts = new EnumMap<>(verdicts);
        for (KnownDestination destination : KnownDestination.values()) {
            if (!verdicts.containsKey(destination)) {
                throw new IllegalArgumentException("rule set " + name + " says nothing of "
                        + destination.logicalName());
            }
        }
        verdicts = Map.copyOf(verdicts);
    }

    /**
     * Whether it is for a change of version. A version that is not known does not speak against it: then the word of
     * the operator who names the set stands for it.
     */
    public boolean fits(Optional<DomibusVersion> source, Optional<DomibusVersion> target) {
        boolean same = source.isEmpty() || target.isEmpty()
                || source.get().version().equals(target.get().version());
        return sameVersion && same || between.stream().anyMatch(pair -> source.map(pair.source()::contains).orElse(true)
                && target.map(pair.target()::contains).orElse(true));
    }

    /** The verdict on a destination. */
    public Verdict verdict(KnownDestination destination) {
        return verdicts.get(destination);
    }

    /** The destination with this logical name. */
    static KnownDestination destination(String logicalName) {
        return Arrays.stream(KnownDestination.values()).filter(known -> known.logicalName().equals(logicalName))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("Domibus has no queue " + logicalName));
    }
}
