package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The queues of the broker inside Domibus, by its own JMX connector: as Domibus itself and an operator see them. */
public final class ActiveMqQueues {

    private final String broker;
    private final int jmxPort;

    /**
     * @param brokerName as JMX has it
     * @param jmxPort    on 127.0.0.1
     */
    public ActiveMqQueues(String brokerName, int jmxPort) {
        this.broker = "org.apache.activemq:type=Broker,brokerName=" + brokerName;
        this.jmxPort = jmxPort;
    }

    /** Whether the broker answers. */
    public boolean answers() {
        try (JMXConnector connector = connect()) {
            return connector.getMBeanServerConnection().isRegistered(new ObjectName(broker));
        } catch (IOException notThere) {
            return false;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> names() {
        return ask(server -> Stream.of((ObjectName[]) server.getAttribute(new ObjectName(broker), "Queues"))
                .map(name -> name.getKeyProperty("destinationName")).sorted().toList());
    }

    /** Messages that are ready or in delivery; those that wait for their time are not among them. */
    public long count(String queue) {
        return number(queue, "QueueSize");
    }

    /** Messages handed to a consumer and not yet acknowledged. */
    public long delivering(String queue) {
        return number(queue, "InFlightCount");
    }

    public long consumers(String queue) {
        return number(queue, "ConsumerCount");
    }

    /** Messages of all queues that wait for their time, or to be delivered again. */
    public int scheduled() {
        return ask(server -> ((TabularData) server.getAttribute(
                new ObjectName(broker + ",service=JobScheduler,name=JMS"), "AllJobs")).size());
    }

    /** Consumers get nothing more; lost when the broker ends. */
    public void pause(String queue) {
        operate(queue, "pause");
    }

    public void resume(String queue) {
        operate(queue, "resume");
    }

    public boolean isPaused(String queue) {
        return ask(server -> (Boolean) server.getAttribute(name(queue), "Paused"));
    }

    /** Removes all messages that are ready. */
    public void clear(String queue) {
        operate(queue, "purge");
    }

    private long number(String queue, String attribute) {
        return ask(server -> ((Number) server.getAttribute(name(queue), attribute)).longValue());
    }

    private void operate(String queue, String operation) {
        ask(server -> server.invoke(name(queue), operation, null, null));
    }

    private ObjectName name(String queue) throws JMException {
        return new ObjectName(broker + ",destinationType=Queue,destinationName=" + queue);
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(MBeanServerConnection server) throws JMException, IOException;
    }

    private <T> T ask(Question<T> question) {
        try (JMXConnector connector = connect()) {
            return question.of(connector.getMBeanServerConnection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private JMXConnector connect() throws IOException {
        return JMXConnectorFactory.connect(new JMXServiceURL(
                "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi"));
    }
}
