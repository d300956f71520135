package dev.domibusbackup.message;

/** A JMS selector, evaluated on messages apart from any broker. */
public final class MessageSelector {

    private MessageSelector() {
    }

    /**
     * Reads a selector.
     *
     * @param queue    the queue whose messages it selects, for the problem
     * @param selector the selector as JMS writes it
     * @throws dev.domibusbackup.problem.ProblemException if it is no selector
     */
    public static MessageSelector of(String queue, String selector) {
        throw dev.domibusbackup.problem.PortingProblem.SELECTOR_INVALID.exception("queue", queue, "reason",
                "selectors are not supported");
    }

    /** Whether a message is selected; what cannot be decided, as JMS has it, is not. */
    public boolean matches(PortableMessage message) {
        throw new IllegalStateException(message.header().id());
    }
}
