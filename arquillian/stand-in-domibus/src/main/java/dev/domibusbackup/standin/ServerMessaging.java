package dev.domibusbackup.standin;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;

/** The messaging of the server, found by JNDI. */
final class ServerMessaging implements Messaging {

    private final ConnectionFactory connections;

    ServerMessaging(Configuration configuration) {
        connections = JndiNames.lookup(configuration.get("domibus.jms.connectionFactory.jndi.name"),
                ConnectionFactory.class);
    }

    @Override
    public ConnectionFactory connections() {
        return connections;
    }

    @Override
    public Queue queue(String name) {
        return JndiNames.lookup(name, Queue.class);
    }

    @Override
    public Queue coreQueue(String logicalName) {
        return queue("jms/" + logicalName);
    }

    @Override
    public boolean hasMessageDrivenBeans() {
        return true;
    }

    @Override
    public void close() {
        // the server's
    }
}
