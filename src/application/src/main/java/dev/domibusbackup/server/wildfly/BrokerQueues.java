package dev.domibusbackup.server.wildfly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jboss.dmr.ModelNode;

/** The queues of the broker, with what the server's model knows of them. */
final class BrokerQueues {

    /** WildFly puts this before the names of its queues to make the broker's addresses. */
    private static final String PREFIX = "jms.queue.";

    private static final int ATTEMPTS = 1000;

    private final Supplier<ActiveMQServer> broker;
    private final ManagementModel model;
    private final Deployments deployments;
    private final String messagingServer;

    BrokerQueues(Supplier<ActiveMQServer> broker, ManagementModel model, Deployments deployments,
                 String messagingServer) {
        this.broker = broker;
        this.model = model;
        this.deployments = deployments;
        this.messagingServer = messagingServer;
    }

    List<QueueState> all() {
        ActiveMQServer server = broker.get();
        Map<String, List<String>> jndiNames = jndiNames();
        List<QueueState> states = new ArrayList<>();
        for (String name : queueNames(server)) {
            Queue queue = server.locateQueue(SimpleString.toSimpleString(name));
            // a queue may vanish between the list and here: temporary ones do all the time
            if (queue != null && !queue.isTemporary() && !queue.isInternalQueue()) {
                states.add(state(queue, jndiNames));
            }
        }
        return List.copyOf(states);
    }

    QueueState one(String name) {
        return state(queue(name), jndiNames());
    }

    /** The broker's own object for a queue. */
    Queue queue(String name) {
        Queue queue = broker.get().locateQueue(SimpleString.toSimpleString(name));
        if (queue == null) {
            throw ServerProblem.QUEUE_UNKNOWN.exception("queue", name);
        }
        return queue;
    }

    void pause(String name) {
        try {
            // the queue's control waits until the journal has it, the queue itself does not
            control(name).pause(true);
        } catch (Exception e) {
            throw ServerProblem.QUEUE_NOT_PAUSED.caused(e, "queue", name, "reason", e);
        }
    }

    void resume(String name) {
        try {
            control(name).resume();
        } catch (Exception e) {
            throw ServerProblem.QUEUE_NOT_PAUSED.caused(e, "queue", name, "reason", e);
        }
    }

    /**
     * Counts and counters of one instant: read again and again until two readings around the id agree. A message that
     * arrived in between would have moved the counter of added messages, one that fell due or expired the counts.
     */
    QueueCut cut(String name) {
        Queue queue = queue(name);
        PageCounters.await(queue);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Arrivals.takeIn(queue);
            Reading before = Reading.of(queue);
            long lastId = broker.get().getStorageManager().generateID();
            Reading after = Reading.of(queue);
            if (before.equals(after) && before.ready() >= 0) {
                return new QueueCut(name, before.ready(), before.scheduled, before.delivering, lastId, before.added,
                        before.expired);
            }
        }
        throw ServerProblem.CUT_UNSTABLE.exception("queue", name, "attempts", ATTEMPTS);
    }

    /** Names in JNDI by the name of the resource in the model. */
    Map<String, List<String>> jndiNames() {
        Map<String, List<String>> names = new HashMap<>();
        collectJndiNames(ManagementModel.address("subsystem", "messaging-activemq"), names);
        for (String deployment : deployments.names()) {
            for (ModelNode part : deployments.withParts(deployment)) {
                collectJndiNames(ManagementModel.child(part, "subsystem", "messaging-activemq"), names);
            }
        }
        return names;
    }

    static String resource(String queue) {
        return queue.startsWith(PREFIX) ? queue.substring(PREFIX.length()) : queue;
    }

    private void collectJndiNames(ModelNode subsystem, Map<String, List<String>> names) {
        ModelNode server = ManagementModel.child(subsystem, "server", messagingServer);
        for (String queue : model.children(server, "jms-queue")) {
            model.resource(ManagementModel.child(server, "jms-queue", queue))
                    .filter(resource -> resource.hasDefined("entries"))
                    .ifPresent(resource -> names.put(queue,
                            resource.get("entries").asList().stream().map(ModelNode::asString).toList()));
        }
    }

    private static List<String> queueNames(ActiveMQServer server) {
        try {
            return Arrays.stream(server.getActiveMQServerControl().getQueueNames(RoutingType.ANYCAST.toString()))
                    .sorted().toList();
        } catch (Exception e) {
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", "getQueueNames", "address", "the broker",
                    "reason", e);
        }
    }

    private static QueueState state(Queue queue, Map<String, List<String>> jndiNames) {
        String name = queue.getName().toString();
        Reading reading = Reading.of(queue);
        return new QueueState(name, resource(name), jndiNames.getOrDefault(resource(name), List.of()),
                queue.isPaused(), Math.max(0, reading.ready()), reading.delivering, reading.scheduled,
                queue.getConsumerCount());
    }

    private QueueControl control(String name) {
        Object control = broker.get().getManagementService().getResource(ResourceNames.QUEUE + name);
        if (control == null) {
            throw ServerProblem.QUEUE_UNKNOWN.exception("queue", name);
        }
        return (QueueControl) control;
    }

    private record Reading(long total, long scheduled, long delivering, long added, long expired) {

        static Reading of(Queue queue) {
            return new Reading(queue.getMessageCount(), queue.getScheduledCount(), queue.getDeliveringCount(),
                    queue.getMessagesAdded(), queue.getMessagesExpired());
        }

        long ready() {
            return total - scheduled - delivering;
        }
    }
}
