package dev.domibusbackup.job;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.domibusbackup.job.BackupRequest.OnFailure;
import dev.domibusbackup.porting.PortingChoice;
import dev.domibusbackup.porting.PortingChoice.ChosenQueue;
import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.set.SetId;

/**
 * What an operator asks a porting to do; every field may be left out. The set is not in it.
 *
 * @param queues           the queues; without it all that the rules import
 * @param rules            name of the rule set; demanded when the set is of another version of Domibus
 * @param existing         what becomes of messages that are in a target queue already
 * @param rehearsal        change nothing and report what would be imported, skipped and refused
 * @param acceptDuplicates import although Domibus ran on after the set was taken
 * @param sameDatabase     the operator's word that the target's database has the rows that the messages point to
 * @param leaveOutRefused  leave single messages out that a rule refuses, instead of importing nothing
 * @param onFailure        what becomes of the paused queues when the job fails
 * @param label            part of the safety set's id
 */
public record PortRequest(List<Queue> queues, String rules, Existing existing, Boolean rehearsal,
                          Boolean acceptDuplicates, Boolean sameDatabase, Boolean leaveOutRefused,
                          OnFailure onFailure, String label) {

    /**
     * A queue to port.
     *
     * @param from     the queue of the set: broker name, resource name or Domibus's own name
     * @param to       the queue that gets the messages: broker name, resource name or JNDI name; found without it
     * @param selector JMS selector; all messages without it
     */
    public record Queue(String from, String to, String selector) {

        public Queue {
            if (from == null || from.isBlank()) {
                throw ApiProblem.BAD_VALUE.exception("field", "queues", "expected",
                        "Every queue names the queue of the set in \"from\".");
            }
        }
    }

    /** What becomes of messages that are in a target queue already. */
    public enum Existing {
        /** Nothing is imported. */
        REFUSE,
        /** They stay, before the imported ones. */
        KEEP,
        /** They are exported into a safety set and removed. */
        REPLACE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The porting without any wish. */
    public static final PortRequest DEFAULT = new PortRequest(null, null, null, null, null, null, null, null, null);

    public PortRequest {
        Optional.ofNullable(label).ifPresent(SetId::checkLabel);
        if (queues != null && queues.stream().anyMatch(Objects::isNull)) {
            throw ApiProblem.BAD_VALUE.exception("field", "queues", "expected", "Every queue is an object.");
        }
        queues = queues == null ? List.of() : List.copyOf(queues);
        existing = existing == null ? Existing.REFUSE : existing;
        rehearsal = Boolean.TRUE.equals(rehearsal);
        acceptDuplicates = Boolean.TRUE.equals(acceptDuplicates);
        sameDatabase = Boolean.TRUE.equals(sameDatabase);
        leaveOutRefused = Boolean.TRUE.equals(leaveOutRefused);
        onFailure = onFailure == null ? OnFailure.RESUME : onFailure;
    }

    /** The same for the rules. */
    public PortingChoice choice() {
        return new PortingChoice(Optional.ofNullable(rules), queues.stream()
                .map(queue -> new ChosenQueue(queue.from(), Optional.ofNullable(queue.to()),
                        Optional.ofNullable(queue.selector()))).toList(),
                acceptDuplicates, sameDatabase, leaveOutRefused);
    }

    public boolean holds() {
        return onFailure == OnFailure.HOLD;
    }
}
