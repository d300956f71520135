package dev.domibusbackup.standin;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;

/** Sends the JMS plugin's answer to a backend, in the transaction in which the message was taken. */
@FunctionalInterface
interface ReplySender {

    /** Fills the answer's properties. */
    @FunctionalInterface
    interface Filling {
        void fill(MapMessage reply) throws JMSException;
    }

    void reply(String domain, Filling filling) throws JMSException;

    /** For listeners whose queue has no answer. */
    static ReplySender none() {
        return (domain, filling) -> {
            throw new IllegalStateException("This listener sends no replies");
        };
    }
}
