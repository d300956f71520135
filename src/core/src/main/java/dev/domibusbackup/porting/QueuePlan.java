package dev.domibusbackup.porting;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of a queue of the set.
 *
 * @param from     its name at the broker it was taken from
 * @param artifact its message file, relative to the set's folder
 * @param to       broker name of the target's queue; present whenever the decision is to import
 * @param decision what becomes of it as a whole
 * @param reason   why, in a sentence
 * @param messages number of messages in the file
 * @param selector JMS selector of the messages that are wanted
 * @param rules    rules that look at each of its messages
 */
public record QueuePlan(String from, String artifact, Optional<String> to, Decision decision, String reason,
        long messages, Optional<String> selector, List<MessageRule> rules) {

    public QueuePlan {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(selector, "selector");
        rules = List.copyOf(rules);
        if (decision == Decision.IMPORT && to.isEmpty()) {
            throw new IllegalArgumentException("queue " + from + " is to be imported, but nothing says where");
        }
    }
}
