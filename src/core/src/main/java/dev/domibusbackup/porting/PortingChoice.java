package dev.domibusbackup.porting;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the caller wants ported.
 *
 * @param ruleSet          the rule set; may be absent only between two installations of the same version
 * @param queues           the queues; empty for all of the set that the rules import
 * @param acceptDuplicates whether it is accepted that messages were processed since the cut and come a second time
 * @param sameDatabase     the caller's word that the target's database has the rows that the messages point to: it is
 *                         that of the set, or was restored or migrated from it
 * @param leaveOutRefused  whether single messages that a rule refuses are left out; otherwise they stop the job before
 *                         the first message is sent
 */
public record PortingChoice(Optional<String> ruleSet, List<ChosenQueue> queues, boolean acceptDuplicates,
        boolean sameDatabase, boolean leaveOutRefused) {

    /**
     * A queue to port.
     *
     * @param from     the queue of the set: broker name, resource name or Domibus's own name
     * @param to       the queue of the target: broker name, resource name or JNDI name; empty to have it found
     * @param selector JMS selector; empty for all messages
     */
    public record ChosenQueue(String from, Optional<String> to, Optional<String> selector) {

        public ChosenQueue {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(selector, "selector");
        }
    }

    public PortingChoice {
        Objects.requireNonNull(ruleSet, "ruleSet");
        queues = List.copyOf(queues);
    }
}
