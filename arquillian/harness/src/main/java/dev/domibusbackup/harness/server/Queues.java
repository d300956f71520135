package dev.domibusbackup.harness.server;

import java.util.List;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The JMS queues of messaging server {@code default}, by the names of the management model. */
public final class Queues {

    private final Management management;

    public Queues(Management management) {
        this.management = management;
    }

    /** Names of all queues, those made by a deployment left out. */
    public List<String> names() {
        ModelNode operation = Operations.createOperation("read-children-names", server());
        operation.get("child-type").set("jms-queue");
        return management.execute(operation).asList().stream().map(ModelNode::asString).toList();
    }

    /** Adds a queue with one JNDI name, such as {@code java:/jms/queue/x}. */
    public void add(String queue, String jndiName) {
        ModelNode operation = Operations.createAddOperation(address(queue));
        operation.get("entries").add(jndiName);
        management.execute(operation);
    }

    /** All messages: ready, in delivery and scheduled. */
    public long count(String queue) {
        return number(queue, "message-count");
    }

    /** Messages handed to a consumer and not yet acknowledged. */
    public long delivering(String queue) {
        return number(queue, "delivering-count");
    }

    /** Messages that wait for their time. */
    public long scheduled(String queue) {
        return number(queue, "scheduled-count");
    }

    public long consumers(String queue) {
        return number(queue, "consumer-count");
    }

    public boolean isPaused(String queue) {
        return management.attribute(address(queue), "paused").asBoolean();
    }

    /** Lost at a restart of the server (server facts: Artemis itself can pause persistently, the model cannot). */
    public void pause(String queue) {
        operate(queue, "pause");
    }

    public void resume(String queue) {
        operate(queue, "resume");
    }

    /** Removes all messages that are not in delivery, and says how many there were. */
    public long clear(String queue) {
        return operate(queue, "remove-messages").asLong();
    }

    /** Headers and properties of all messages that are ready, without bodies: as many as the heap holds. */
    public List<ModelNode> list(String queue) {
        return operate(queue, "list-messages").asList();
    }

    private long number(String queue, String attribute) {
        return management.attribute(address(queue), attribute).asLong();
    }

    private ModelNode operate(String queue, String operation) {
        return management.execute(Operations.createOperation(operation, address(queue)));
    }

    private static ModelNode address(String queue) {
        return server().add("jms-queue", queue);
    }

    private static ModelNode server() {
        return Management.address("subsystem", "messaging-activemq", "server", "default");
    }
}
