package dev.domibusbackup.standin;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;

/** The broker as the listeners know it: the server's, or one that the application brings with it. */
public interface Messaging extends AutoCloseable {

    ConnectionFactory connections();

    /** @param name as the properties have it on this server: a JNDI name, or the queue's own */
    Queue queue(String name);

    /** A queue that no property names. */
    Queue coreQueue(String logicalName);

    /** Whether the container consumes with message-driven beans; where it does not, listeners of our own do. */
    boolean hasMessageDrivenBeans();

    /** The broker that the application brought ends; the server's runs on. */
    @Override
    void close();
}
