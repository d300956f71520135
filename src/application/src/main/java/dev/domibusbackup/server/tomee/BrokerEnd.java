package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.domibusbackup.domibus.Broker;
import dev.domibusbackup.problem.ActiveMqProblem;

/**
 * Waits until a broker that ends with Domibus has really ended: the context of Domibus may be stopped a moment before
 * its broker is. Its stores' locks are asked for by whoever reads them.
 */
final class BrokerEnd {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int CONNECT_MILLIS = 1000;
    /** The addresses in {@code tcp://host:1} and in {@code failover:(tcp://host:1,tcp://other:2)?option=x}. */
    private static final Pattern ADDRESS = Pattern.compile("[a-z+]+://[^/?,()]+:\\d+");

    private final BrokerBeans beans;
    private final Broker.Embedded broker;
    private final Duration bound;

    BrokerEnd(BrokerBeans beans, Broker.Embedded broker, Duration bound) {
        this.beans = beans;
        this.broker = broker;
        this.bound = bound;
    }

    /** @throws dev.domibusbackup.problem.ProblemException DB-AMQ-030 with what is still there */
    void await() {
        long end = System.nanoTime() + bound.toNanos();
        for (List<String> left = left(); !left.isEmpty(); left = left()) {
            if (System.nanoTime() > end) {
                throw ActiveMqProblem.BROKER_NOT_ENDED.exception("broker", broker.name(), "bound", bound, "left",
                        String.join(", ", left));
            }
            pause(left);
        }
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        if (beans.exist()) {
            left.add("its MBeans");
        }
        for (String connector : broker.connectors()) {
            Matcher address = ADDRESS.matcher(connector);
            while (address.find()) {
                URI uri = URI.create(address.group());
                if (uri.getPort() > 0 && listens(uri.getHost(), uri.getPort())) {
                    left.add(address.group());
                }
            }
        }
        if (broker.jmxPort().isPresent() && listens("localhost", broker.jmxPort().getAsInt())) {
            left.add("JMX port " + broker.jmxPort().getAsInt());
        }
        return left;
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            boolean any = host == null || host.equals("0.0.0.0");
            socket.connect(new InetSocketAddress(any ? "localhost" : host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private void pause(List<String> left) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ActiveMqProblem.BROKER_NOT_ENDED.caused(e, "broker", broker.name(), "bound", bound, "left",
                    String.join(", ", left) + " (the wait was interrupted)");
        }
    }
}
