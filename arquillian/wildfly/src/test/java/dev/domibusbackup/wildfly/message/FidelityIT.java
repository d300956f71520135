package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.jms.JMSException;

import org.jboss.as.controller.client.helpers.Operations;

import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.wildfly.quiet.Scene;

/**
 * Whatever a client sends is what the set holds, and what a client gets after the set was imported, value by value and
 * type by type. The messages are generated, and compared with what was generated; a failure prints the seed that
 * repeats it.
 */
class FidelityIT {

    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final int BATCH = 200;
    /** So many of those that are ready are given back by a client, which counts a delivery and puts them off. */
    private static final int ROLLED_BACK = 3;
    private static final Duration REDELIVERY = Duration.ofMinutes(5);

    private static Path folder;
    private static Scene scene;
    private static BrokerClient client;

    @BeforeContainer
    static void makeScene() throws IOException, JMSException {
        folder = Files.createTempDirectory("domibus-backup-fidelity-");
        scene = Scene.create(folder);
        scene.site().start();
        // a queue that pages does not deliver by priority; paging has tests of its own
        scene.site().server().management(Operations.createWriteAttributeOperation(Management.address("subsystem",
                "messaging-activemq", "server", "default", "address-setting", "jms.queue." + QUEUE),
                "max-size-bytes", 500_000_000));
        client = new BrokerClient(scene.site().server());
    }

    @AfterContainer
    static void removeScene() throws JMSException {
        try {
            if (client != null) {
                client.close();
            }
        } finally {
            if (scene != null) {
                scene.close();
            }
            Folders.delete(folder);
        }
    }

    @BeforeTry
    void emptyQueue() {
        scene.site().server().queues().clear(QUEUE);
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void what_was_sent_is_in_the_set_and_comes_back_from_it_value_by_value_and_type_by_type(
            @ForAll("batches") List<SentMessage> batch) throws JMSException {
        assertKept(batch);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @Tag("full")
    void what_was_sent_is_in_the_set_and_comes_back_from_it_value_by_value_and_type_by_type_often(
            @ForAll("batches") List<SentMessage> batch) throws JMSException {
        assertKept(batch);
    }

    @Provide
    Arbitrary<List<SentMessage>> batches() {
        return SentMessages.batches(BATCH);
    }

    private static void assertKept(List<SentMessage> batch) throws JMSException {
        List<Sending> sent = client.send(QUEUE, batch);
        List<Integer> rolledBack = rollBack(sent);
        long ready = batch.stream().filter(message -> !message.isDelayed()).count() - rolledBack.size();
        awaitInQueue(sent.size(), ready);

        JsonNode backup = scene.backUp(Scene.MESSAGES);
        Map<Integer, Instant> again = assertExported(backup, sent, rolledBack, Map.of(), 1);

        scene.site().server().queues().clear(QUEUE);
        JsonNode port = scene.end(scene.startPort(backup.path("set").asText(), QUEUE));
        assertThat(port.path("state").asText()).as(port.toPrettyString()).startsWith("completed");
        // the broker counts deliveries anew, and the report says so
        JsonNode report = StreamSupport.stream(port.at("/report/queues").spliterator(), false)
                .filter(queue -> queue.path("from").asText().equals("jms.queue." + QUEUE)).findFirst().orElseThrow();
        assertThat(report.path("imported").asInt()).isEqualTo(sent.size());
        assertThat(report.path("notKept").toString()).isEqualTo("{\"DELIVERY_COUNT\":" + rolledBack.size() + "}");
        awaitInQueue(sent.size(), ready);
        assertExported(scene.backUp(Scene.MESSAGES), sent, rolledBack, again, 0);
        assertReceived(sent, rolledBack);
    }

    private static void awaitInQueue(long messages, long ready) {
        Await.until("all in the queue", Scene.BOUND, () -> scene.site().server().queues().count(QUEUE) == messages
                && scene.site().server().queues().scheduled(QUEUE) == messages - ready);
    }

    /**
     * Holds a set against what was sent.
     *
     * @param dueAgain when the messages that were rolled back are due, where it is known already
     * @return when they are due
     */
    private static Map<Integer, Instant> assertExported(JsonNode job, List<Sending> sent, List<Integer> rolledBack,
            Map<Integer, Instant> dueAgain, int deliveries) {
        scene.assertSealed(job);
        List<PortableMessage> exported = scene.messages(job, QUEUE);
        assertThat(exported.stream().map(FidelityIT::number).sorted().toList())
                .isEqualTo(sent.stream().map(each -> each.message().number()).toList());
        Map<Integer, Instant> due = new HashMap<>();
        for (PortableMessage message : exported) {
            Sending sending = sent.get(number(message));
            boolean again = rolledBack.contains(number(message));
            if (again) {
                assertThat(message.header().due()).isBetween(Instant.now(), Instant.now().plus(REDELIVERY));
                due.put(number(message), message.header().due());
            }
            Instant expected = again ? dueAgain.getOrDefault(number(message), message.header().due())
                    : sending.message().isDelayed() ? Instant.ofEpochMilli(sending.due()) : null;
            try {
                ExpectedMessage.assertExported(message, sending, again ? deliveries : 0, expected);
            } catch (AssertionError e) {
                throw new AssertionError(sending.message().toString(), e);
            }
        }
        assertThat(exported.stream().filter(message -> message.header().due() == null)
                .map(FidelityIT::number).toList()).as("order of delivery").isEqualTo(inOrder(sent, rolledBack));
        return due;
    }

    /** A client takes all that is ready, in order. */
    private static void assertReceived(List<Sending> sent, List<Integer> rolledBack) throws JMSException {
        Iterator<Integer> order = inOrder(sent, rolledBack).iterator();
        client.take(QUEUE, inOrder(sent, rolledBack).size(), message -> {
            Sending sending = sent.get(order.next());
            try {
                assertThat(message.getIntProperty(SentMessage.NUMBER)).as("order")
                        .isEqualTo(sending.message().number());
                ReceivedMessage.assertReceived(message, sending);
            } catch (AssertionError e) {
                throw new AssertionError(sending.message().toString(), e);
            }
        });
    }

    /** A few messages that are ready and have no group: all of a group would go to this client. */
    private static List<Integer> rollBack(List<Sending> sent) throws JMSException {
        List<Integer> numbers = sent.stream().map(Sending::message).filter(message -> !message.isDelayed()
                && !message.properties().containsKey("JMSXGroupID")).map(SentMessage::number).limit(ROLLED_BACK)
                .toList();
        client.rollBack(QUEUE, numbers.stream().map(number -> SentMessage.NUMBER + " = " + number)
                .collect(Collectors.joining(" OR ")), numbers.size());
        return numbers;
    }

    private static List<Integer> inOrder(List<Sending> sent, List<Integer> rolledBack) {
        return sent.stream().map(Sending::message)
                .filter(message -> !message.isDelayed() && !rolledBack.contains(message.number()))
                .sorted(Comparator.comparingInt(message -> -message.header().priority()))
                .map(SentMessage::number).toList();
    }

    private static int number(PortableMessage message) {
        return (Integer) message.properties().get(SentMessage.NUMBER).value();
    }
}
