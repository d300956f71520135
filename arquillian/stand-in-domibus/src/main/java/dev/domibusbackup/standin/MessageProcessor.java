package dev.domibusbackup.standin;

import jakarta.jms.Message;
import java.sql.Connection;

/** What one queue's listener does with a message: the whole of it, or an exception and nothing of it. */
@FunctionalInterface
interface MessageProcessor {

    void process(Message message, Connection database, UnitOfWork work, ReplySender replies) throws Exception;
}
