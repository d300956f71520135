package dev.domibusbackup.standin;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** String property {@code STANDIN_ACTION}: {@code rollback}, {@code slow:<ms>} or {@code block}. */
final class StandInAction {

    static final String PROPERTY = "STANDIN_ACTION";

    private StandInAction() {
    }

    /** What a listener throws for a message that asked to be rolled back. */
    static final class RollbackAsked extends Exception {
        RollbackAsked(String id) {
            super("Message " + id + " asked to be rolled back");
        }
    }

    /** Done before anything is written, so that a message that blocks holds no lock in the database. */
    static void perform(Message message, Faults faults) throws JMSException, RollbackAsked {
        String action = message.getStringProperty(PROPERTY);
        if (action == null) {
            return;
        }
        if (action.equals("rollback")) {
            throw new RollbackAsked(MessageContent.id(message));
        } else if (action.equals("block")) {
            faults.awaitRelease();
        } else if (action.startsWith("slow:")) {
            Faults.pause(Long.parseLong(action.substring("slow:".length())));
        } else {
            throw new IllegalArgumentException("Unknown " + PROPERTY + ": " + action);
        }
    }
}
