package dev.domibusbackup.job;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a backup to do; every field may be left out.
 *
 * @param label            part of the set's id
 * @param after            what becomes of Domibus when the backup has ended well
 * @param onFailure        what becomes of Domibus when it has failed
 * @param components       what to take; all without it
 * @param without          what to leave out of that
 * @param foreignConsumers what to do with other applications that hold messages; by the settings without it
 */
public record BackupRequest(String label, After after, OnFailure onFailure, List<Component> components,
                            List<Component> without, ForeignConsumers foreignConsumers) {

    /** What becomes of Domibus after a backup. */
    public enum After {
        RESUME, STAY_STOPPED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What becomes of Domibus when a backup fails. */
    public enum OnFailure {
        /** It comes back. */
        RESUME,
        /** It stays stopped for a restart of the job. */
        HOLD;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The backup without any wish: everything, and Domibus comes back. */
    public static final BackupRequest DEFAULT = new BackupRequest(null, null, null, null, null, null);

    public BackupRequest {
        Optional.ofNullable(label).ifPresent(SetId::checkLabel);
        after = after == null ? After.RESUME : after;
        onFailure = onFailure == null ? OnFailure.RESUME : onFailure;
        components = components == null ? List.of(Component.values()) : List.copyOf(components);
        without = without == null ? List.of() : List.copyOf(without);
        if (without.containsAll(components)) {
            throw JobProblem.NOTHING_CHOSEN.exception();
        }
    }

    /** The components to take. */
    public Set<Component> chosen() {
        Set<Component> chosen = EnumSet.noneOf(Component.class);
        chosen.addAll(components);
        without.forEach(chosen::remove);
        return chosen;
    }

    public boolean takes(Component component) {
        return chosen().contains(component);
    }
}
