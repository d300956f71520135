package dev.domibusbackup.server;

import java.util.Set;

import dev.domibusbackup.message.PortableMessage;

/**
 * Puts messages into one queue, as part of the JTA transaction of the calling thread: they are in the queue when that
 * transaction is committed, and not before. For one thread.
 */
public interface MessageSink extends AutoCloseable {

    /**
     * Sends a message. Its content is read before this returns. A message that has expired is sent like any other and
     * removed by the server soon; one that is not persistent is lost when the server dies, though it was committed.
     *
     * @return what of this message the server could not keep; it is recorded in the set
     * @throws dev.domibusbackup.problem.ProblemException when the server refuses it, with queue, message and reason;
     *                                                    the transaction must then be rolled back
     */
    Set<NotKept> send(PortableMessage message);

    /** Closing twice does no harm. What was sent and is not committed yet stays part of its transaction. */
    @Override
    void close();
}
