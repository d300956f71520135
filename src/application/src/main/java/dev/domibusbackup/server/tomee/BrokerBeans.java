package dev.domibusbackup.server.tomee;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.ObjectName;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;

/**
 * An ActiveMQ broker inside this JVM, by the MBeans that it registers there. It has them from its start to its end.
 * Messages that wait for their time are in no count of a queue.
 */
final class BrokerBeans {

    private static final Pattern ADDRESS = Pattern.compile("tcp://\\[?([^/]+?)\\]?:\\d+");

    private final Catalina beans;
    private final String name;

    /** @param name of the broker, as its configuration has it */
    BrokerBeans(Catalina beans, String name) {
        this.beans = beans;
        this.name = name;
    }

    /** Whether the broker runs, or has not taken all of its MBeans back yet. */
    boolean exist() {
        return !beans.find(pattern("") + ",*").isEmpty();
    }

    List<QueueState> queues() {
        return queueBeans("*").stream().map(this::state).toList();
    }

    QueueState queue(String queue) {
        return state(bean(queue));
    }

    void pause(String queue) {
        beans.invoke(bean(queue), "pause");
    }

    void resume(String queue) {
        beans.invoke(bean(queue), "resume");
    }

    /** Domibus's own clients come over TCP too: only those from another host are certainly not its own. */
    List<QueueClient> clients(String queue) {
        ObjectName bean = bean(queue);
        List<QueueClient> clients = new ArrayList<>();
        clients.addAll(clients(bean, QueueClient.Role.CONSUMER, "endpoint=Consumer,clientId=*,consumerId=*"));
        clients.addAll(clients(bean, QueueClient.Role.PRODUCER, "endpoint=Producer,clientId=*,producerId=*"));
        return clients;
    }

    private List<QueueClient> clients(ObjectName queue, QueueClient.Role role, String endpoints) {
        return beans.find(queue + "," + endpoints).stream().map(endpoint -> client(endpoint, role)).toList();
    }

    private QueueClient client(ObjectName endpoint, QueueClient.Role role) {
        String id = beans.text(endpoint, "ClientId").orElse("unknown");
        Optional<String> address = beans.find(pattern("connector=clientConnectors,connectionViewType=clientId") + ",*")
                .stream().filter(connection -> id.equals(beans.text(connection, "ClientId").orElse(null)))
                .findFirst().flatMap(connection -> beans.text(connection, "RemoteAddress"));
        return new QueueClient(role, address.orElse("in this server"), id, address.filter(this::isElsewhere).isPresent());
    }

    private boolean isElsewhere(String address) {
        Matcher host = ADDRESS.matcher(address);
        if (!host.find()) {
            return false;
        }
        try {
            // an address, not a name: nothing is asked of a name server
            InetAddress ip = InetAddress.getByName(host.group(1));
            return !ip.isLoopbackAddress() && NetworkInterface.getByInetAddress(ip) == null;
        } catch (UnknownHostException | SocketException unknown) {
            return false;
        }
    }

    private QueueState state(ObjectName bean) {
        String queue = queueName(bean);
        long size = number(bean, "QueueSize");
        long delivering = Math.min(size, number(bean, "InFlightCount"));
        return new QueueState(queue, queue, List.of(), beans.text(bean, "Paused").filter("true"::equals).isPresent(),
                size - delivering, delivering, 0, (int) number(bean, "ConsumerCount"));
    }

    private long number(ObjectName bean, String attribute) {
        return beans.text(bean, attribute).map(Long::parseLong).orElse(0L);
    }

    private ObjectName bean(String queue) {
        return queueBeans(queue).stream().findFirst()
                .orElseThrow(() -> ServerProblem.QUEUE_UNKNOWN.exception("queue", queue));
    }

    /** The MBeans of consumers and producers have the same keys and more. */
    private List<ObjectName> queueBeans(String queue) {
        return beans.find(pattern("destinationType=Queue,destinationName=" + queue));
    }

    private static String queueName(ObjectName bean) {
        String name = bean.getKeyProperty("destinationName");
        return name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    private String pattern(String more) {
        return "*:type=Broker,brokerName=" + name + (more.isEmpty() ? "" : "," + more);
    }
}
