package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;

class BrokerBeansTest {

    private static final String BROKER = "org.apache.activemq:type=Broker,brokerName=localhost";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final BrokerBeans beans = new BrokerBeans(new Catalina(server), "localhost");

    /** The attributes of a queue's MBean that are asked for. */
    public interface QueueBean {
        long getQueueSize();

        long getInFlightCount();

        long getConsumerCount();

        boolean isPaused();

        void pause();

        void resume();
    }

    /** Of a consumer's or a producer's. */
    public interface EndpointBean {
        String getClientId();
    }

    /** Of a connection's. */
    public interface ConnectionBean {
        String getClientId();

        String getRemoteAddress();
    }

    private static final class Queue implements QueueBean {
        private final long size;
        private final long inFlight;
        private boolean paused;

        Queue(long size, long inFlight) {
            this.size = size;
            this.inFlight = inFlight;
        }

        @Override
        public long getQueueSize() {
            return size;
        }

        @Override
        public long getInFlightCount() {
            return inFlight;
        }

        @Override
        public long getConsumerCount() {
            return 2;
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }
    }

    @Test
    void queues_have_their_counts_and_those_of_other_brokers_are_left_out() throws JMException {
        queue("domibus.DLQ", new Queue(10, 3));
        register("org.apache.activemq:type=Broker,brokerName=other,destinationType=Queue,destinationName=other",
                new Queue(1, 0), QueueBean.class);
        register(BROKER + ",destinationType=Topic,destinationName=domibus.internal.command", new Queue(1, 0),
                QueueBean.class);

        assertThat(beans.queues()).containsExactly(
                new QueueState("domibus.DLQ", "domibus.DLQ", List.of(), false, 7, 3, 0, 2));
    }

    @Test
    void a_queue_is_paused_and_resumed() throws JMException {
        queue("domibus.DLQ", new Queue(10, 3));
        beans.pause("domibus.DLQ");
        assertThat(beans.queue("domibus.DLQ").paused()).isTrue();
        beans.resume("domibus.DLQ");
        assertThat(beans.queue("domibus.DLQ").paused()).isFalse();
    }

    @Test
    void a_queue_that_is_not_there_is_named() {
        assertThatThrownBy(() -> beans.queue("domibus.none")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-SRV-010").hasMessageContaining("domibus.none");
    }

    @Test
    void only_a_client_of_another_host_is_certainly_foreign() throws JMException {
        queue("domibus.DLQ", new Queue(10, 3));
        client("near", "tcp://127.0.0.1:40000", "Consumer,clientId=near,consumerId=1");
        client("far", "tcp://192.0.2.7:40000", "Producer,clientId=far,producerId=1");

        assertThat(beans.clients("domibus.DLQ")).containsExactly(
                new QueueClient(QueueClient.Role.CONSUMER, "tcp://127.0.0.1:40000", "near", false),
                new QueueClient(QueueClient.Role.PRODUCER, "tcp://192.0.2.7:40000", "far", true));
    }

    @Test
    void the_broker_is_there_as_long_as_any_of_its_beans_is() throws JMException {
        assertThat(beans.exist()).isFalse();
        queue("domibus.DLQ", new Queue(0, 0));
        assertThat(beans.exist()).isTrue();
        server.unregisterMBean(new ObjectName(BROKER + ",destinationType=Queue,destinationName=domibus.DLQ"));
        assertThat(beans.exist()).isFalse();
        assertThat(new BrokerBeans(new Catalina(ManagementFactory.getPlatformMBeanServer()), "localhost").exist())
                .isFalse();
    }

    private void queue(String name, Queue queue) throws JMException {
        register(BROKER + ",destinationType=Queue,destinationName=" + name, queue, QueueBean.class);
    }

    private void client(String id, String address, String endpoint) throws JMException {
        register(BROKER + ",destinationType=Queue,destinationName=domibus.DLQ,endpoint=" + endpoint,
                (EndpointBean) () -> id, EndpointBean.class);
        register(BROKER + ",connector=clientConnectors,connectorName=openwire,connectionViewType=clientId,connectionName="
                + id, new ConnectionBean() {
                    @Override
                    public String getClientId() {
                        return id;
                    }

                    @Override
                    public String getRemoteAddress() {
                        return address;
                    }
                }, ConnectionBean.class);
    }

    private <T> void register(String name, T bean, Class<T> type) throws JMException {
        server.registerMBean(new StandardMBean(bean, type), new ObjectName(name));
    }
}
