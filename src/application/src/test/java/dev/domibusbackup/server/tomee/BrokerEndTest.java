package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.domibus.Broker;
import dev.domibusbackup.problem.ProblemException;

class BrokerEndTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    /** Any MBean. */
    public interface Anything {
    }

    @Test
    void a_broker_without_beans_and_ports_has_ended() {
        end("tcp://localhost:0", OptionalInt.empty(), SHORT).await();
    }

    @Test
    void an_open_port_is_named() throws IOException {
        try (ServerSocket port = listening()) {
            String uri = "tcp://127.0.0.1:" + port.getLocalPort();
            assertThatThrownBy(() -> end(uri + "?wireFormat.maxFrameSize=1", OptionalInt.empty(), SHORT).await())
                    .isInstanceOf(ProblemException.class).hasMessageContaining("DB-AMQ-030").hasMessageContaining(uri);
        }
    }

    @Test
    void an_open_jmx_port_and_beans_are_named() throws IOException, JMException {
        server.registerMBean(new StandardMBean(new Anything() { }, Anything.class),
                new ObjectName("org.apache.activemq:type=Broker,brokerName=localhost,service=Health"));
        try (ServerSocket port = listening()) {
            assertThatThrownBy(() -> end("vm://localhost", OptionalInt.of(port.getLocalPort()), SHORT).await())
                    .hasMessageContaining("its MBeans, JMX port " + port.getLocalPort());
        }
    }

    @Test
    void a_broker_that_ends_meanwhile_is_waited_for() throws Exception {
        try (ServerSocket port = listening()) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    end("tcp://127.0.0.1:" + port.getLocalPort(), OptionalInt.empty(), Duration.ofMinutes(1))::await);
            // it has asked once when it is accepted
            port.accept().close();
            assertThat(waiting).isNotDone();
            port.close();
            waiting.get(30, TimeUnit.SECONDS);
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private BrokerEnd end(String connector, OptionalInt jmxPort, Duration bound) {
        Broker.Embedded broker = new Broker.Embedded(Path.of("/activemq.xml"), "localhost", Path.of("/kahadb"),
                Optional.empty(), List.of(connector), jmxPort, new Broker.Limits(OptionalLong.empty(),
                        OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
        return new BrokerEnd(new BrokerBeans(new Catalina(server), broker.name()), broker, bound);
    }
}
