package dev.domibusbackup.standin;

import jakarta.jms.Message;
import java.sql.Connection;

/** How the queues differ in what is done with their messages. */
final class Processors {

    private final Configuration configuration;
    private final MessageStore store;
    private final Faults faults;

    Processors(Configuration configuration, MessageStore store, Faults faults) {
        this.configuration = configuration;
        this.store = store;
        this.faults = faults;
    }

    /** Most queues: row and payload. */
    MessageProcessor receiving(String queue) {
        return (message, database, work, replies) -> {
            StandInAction.perform(message, faults);
            receive(queue, message, database, work);
        };
    }

    /** The JMS plugin's IN queue: row and payload, then the answer that the message was submitted. */
    MessageProcessor submitting(String queue) {
        return (message, database, work, replies) -> {
            StandInAction.perform(message, faults);
            receive(queue, message, database, work);
            String id = MessageContent.id(message);
            String correlation = message.getJMSCorrelationID();
            replies.reply(MessageContent.domain(message, configuration), reply -> {
                reply.setStringProperty("messageType", "submitResponse");
                reply.setStringProperty("messageId", id);
                reply.setJMSCorrelationID(correlation);
            });
        };
    }

    /** The dispatch queue: its messages point to rows; one that points to none is kept as any other. */
    MessageProcessor dispatching(String queue) {
        return (message, database, work, replies) -> {
            StandInAction.perform(message, faults);
            String domain = MessageContent.domain(message, configuration);
            if (!store.send(database, work, domain, queue, MessageContent.id(message))) {
                receive(queue, message, database, work);
            }
        };
    }

    private void receive(String queue, Message message, Connection database, UnitOfWork work) throws Exception {
        store.receive(database, work, MessageContent.domain(message, configuration), queue, MessageContent.id(message),
                "cid:message", out -> MessageContent.writeTo(out, message));
    }
}
