package dev.domibusbackup.porting;

import dev.domibusbackup.message.MessageSelector;
import dev.domibusbackup.message.PortableMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Judges the messages of one queue: the same in preflight and import. Made once for a queue; keeps no state. */
public final class MessageFilter {

    private static final MessageVerdict NOT_SELECTED = new MessageVerdict(Decision.SKIP, "selector",
            "The selector does not select the message.");

    private final Optional<MessageSelector> selector;
    private final List<MessageRule> rules;
    private final TargetFacts target;

    /**
     * The filter of a queue.
     *
     * @throws dev.domibusbackup.problem.ProblemException if the plan's selector is none
     */
    public MessageFilter(QueuePlan plan, TargetFacts target) {
        this.selector = plan.selector().map(text -> MessageSelector.of(plan.from(), text));
        this.rules = plan.rules();
        this.target = Objects.requireNonNull(target, "target");
    }

    /** What becomes of a message: the selector is asked first, then the rules in their order. */
    public MessageVerdict judge(PortableMessage message) {
        if (selector.isPresent() && !selector.get().matches(message)) {
            return NOT_SELECTED;
        }
        for (MessageRule rule : rules) {
            Optional<MessageVerdict> against = rule.against(message, target);
            if (against.isPresent()) {
                return against.get();
            }
        }
        return MessageVerdict.IMPORT;
    }
}
