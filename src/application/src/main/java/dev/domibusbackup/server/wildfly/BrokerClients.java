package dev.domibusbackup.server.wildfly;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueClient.Role;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;

/** Who uses a queue: sessions of the broker, and message-driven beans of the server's deployments. */
final class BrokerClients {

    /** A filter that lets everything through: the broker of WildFly 26 takes no empty one. */
    private static final String ALL = "{\"field\":\"\",\"operation\":\"\",\"value\":\"\"}";
    private static final String IN_SERVER = "in this server";

    private final Supplier<ActiveMQServer> broker;
    private final BrokerQueues queues;
    private final ManagementModel model;
    private final Deployments deployments;

    BrokerClients(Supplier<ActiveMQServer> broker, BrokerQueues queues, ManagementModel model,
                  Deployments deployments) {
        this.broker = broker;
        this.queues = queues;
        this.model = model;
        this.deployments = deployments;
    }

    List<QueueClient> of(String queueName, DomibusDeployment domibus) {
        Queue queue = queues.queue(queueName);
        List<QueueClient> clients = new ArrayList<>();
        for (ServerSession session : broker.get().getSessions()) {
            for (ServerConsumer consumer : session.getServerConsumers()) {
                if (consumer.getQueue().getName().equals(queue.getName()) && !consumer.isBrowseOnly()) {
                    RemotingConnection connection = session.getRemotingConnection();
                    clients.add(client(Role.CONSUMER, connection.getRemoteAddress(), clientId(session),
                            String.valueOf(connection.getID())));
                }
            }
        }
        clients.addAll(producers(queue));
        clients.addAll(beans(queueName, domibus));
        return List.copyOf(clients);
    }

    /** Closes the connections of all consumers; the broker takes back what they had not acknowledged. */
    void disconnectConsumers(String queueName) {
        Queue queue = queues.queue(queueName);
        try {
            broker.get().getActiveMQServerControl().closeConsumerConnectionsForAddress(queue.getAddress().toString());
        } catch (Exception e) {
            throw ServerProblem.CLIENTS_UNREADABLE.caused(e, "queue", queueName, "reason", e);
        }
    }

    /** The broker's own JSON, because the type of the sessions' producers changed between its versions. */
    private List<QueueClient> producers(Queue queue) {
        List<QueueClient> producers = new ArrayList<>();
        String address = queue.getAddress().toString();
        try (JsonReader reader = Json.createReader(new StringReader(
                broker.get().getActiveMQServerControl().listProducers(ALL, 1, Integer.MAX_VALUE)))) {
            for (JsonObject producer : reader.readObject().getJsonArray("data").getValuesAs(JsonObject.class)) {
                if (address.equals(producer.getString("address", ""))) {
                    producers.add(client(Role.PRODUCER, producer.getString("remoteAddress", ""),
                            producer.getString("clientID", ""), producer.getString("session", "")));
                }
            }
        } catch (Exception e) {
            throw ServerProblem.CLIENTS_UNREADABLE.caused(e, "queue", queue.getName(), "reason", e);
        }
        return producers;
    }

    /** A JMS client of an older broker tells it to its session, not to its connection. */
    private static String clientId(ServerSession session) {
        String ofConnection = session.getRemotingConnection().getClientID();
        return ofConnection != null ? ofConnection
                : session.getMetaData(ClientSession.JMS_SESSION_CLIENT_ID_PROPERTY);
    }

    private static QueueClient client(Role role, String remoteAddress, String clientId, String otherwise) {
        String name = clientId == null || clientId.isEmpty() ? otherwise : clientId;
        boolean inServer = remoteAddress == null || remoteAddress.startsWith("invm:");
        return new QueueClient(role, inServer ? IN_SERVER : remoteAddress, name, !inServer);
    }

    /** Beans of other deployments: the sessions of all beans look alike, only the model tells whose they are. */
    private List<QueueClient> beans(String queueName, DomibusDeployment domibus) {
        String resource = BrokerQueues.resource(queueName);
        List<String> names = new ArrayList<>(List.of(queueName, resource));
        queues.jndiNames().getOrDefault(resource, List.of()).forEach(jndi -> names.add(plain(jndi)));
        List<QueueClient> beans = new ArrayList<>();
        for (String deployment : deployments.names()) {
            if (deployment.equals(domibus.name())) {
                continue;
            }
            for (ModelNode part : deployments.withParts(deployment)) {
                ModelNode ejb = ManagementModel.child(part, "subsystem", "ejb3");
                for (String bean : model.children(ejb, "message-driven-bean")) {
                    model.resource(ManagementModel.child(ejb, "message-driven-bean", bean))
                            .filter(found -> names.contains(destination(found)))
                            .ifPresent(found -> beans.add(new QueueClient(Role.CONSUMER, IN_SERVER,
                                    "bean " + bean + " of " + deployment, true)));
                }
            }
        }
        return beans;
    }

    private static String destination(ModelNode bean) {
        ModelNode config = bean.get("activation-config");
        if (!config.isDefined()) {
            return "";
        }
        Map<String, String> values = new HashMap<>();
        for (Property property : config.asPropertyList()) {
            values.put(property.getName(), property.getValue().asString());
        }
        return plain(values.getOrDefault("destinationLookup", values.getOrDefault("destination", "")));
    }

    /** One spelling for the name spaces in which WildFly binds the same queue. */
    private static String plain(String jndiName) {
        return jndiName.replaceFirst("^java:(jboss/exported/|global/|/)?", "").replaceFirst("^/", "");
    }
}
