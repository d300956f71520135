package dev.domibusbackup.standin.tomcat;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.Messaging;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQQueue;

/**
 * ActiveMQ as Domibus uses it on Tomcat: inside the application while {@code activeMQ.embedded.configurationFile} names
 * its file, somewhere else otherwise; found over TCP in either case.
 */
final class ActiveMqMessaging implements Messaging {

    private final Optional<OwnBroker> broker;
    private final ActiveMQConnectionFactory connections;

    ActiveMqMessaging(Configuration configuration) {
        broker = configuration.find("activeMQ.embedded.configurationFile")
                .map(file -> new OwnBroker(Path.of(URI.create(file)), name -> configuration.find(name).orElse(null)));
        connections = new ActiveMQConnectionFactory(configuration.get("activeMQ.username"),
                configuration.get("activeMQ.password"), configuration.get("activeMQ.transportConnector.uri"));
        // what fails goes back to the broker, whose plugin delivers it again later
        connections.getRedeliveryPolicy().setMaximumRedeliveries(0);
    }

    @Override
    public ConnectionFactory connections() {
        return connections;
    }

    @Override
    public Queue queue(String name) {
        return new ActiveMQQueue(name);
    }

    @Override
    public Queue coreQueue(String logicalName) {
        return queue(logicalName);
    }

    @Override
    public boolean hasMessageDrivenBeans() {
        return false;
    }

    @Override
    public void close() {
        broker.ifPresent(OwnBroker::close);
    }
}
