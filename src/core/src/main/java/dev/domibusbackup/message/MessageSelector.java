package dev.domibusbackup.message;

import dev.domibusbackup.problem.ProblemException;
import java.util.Objects;

/**
 * A JMS selector (Jakarta Messaging 3.0, §3.8.1), evaluated on messages apart from any broker. Nothing else than the
 * specification's syntax is taken: no functions, no XPath, no prefixes of vendors. Immutable.
 *
 * <p>Written here, because the parsers that exist either come with the very classes of a broker that would meet the
 * server's own (Artemis, ActiveMQ) or decide wrongly.
 */
public final class MessageSelector {

    /** Longest selector, in characters. */
    public static final int MAX_LENGTH = 10_000;
    /** Deepest nesting of parentheses, NOT and signs. */
    public static final int MAX_DEPTH = 100;

    private final String text;
    private final SelectorNode condition;

    private MessageSelector(String text, SelectorNode condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * Reads a selector.
     *
     * @param queue    the queue whose messages it selects, for the problem
     * @param selector the selector as JMS writes it
     * @throws ProblemException if it is not valid, or too large
     */
    public static MessageSelector of(String queue, String selector) {
        return new MessageSelector(selector, new SelectorParser(Objects.requireNonNull(queue, "queue"), selector)
                .parse());
    }

    /** Whether a message is selected; one for which JMS has the selector unknown is not. */
    public boolean matches(PortableMessage message) {
        return Boolean.TRUE.equals(condition.value(message));
    }

    /** The selector as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
