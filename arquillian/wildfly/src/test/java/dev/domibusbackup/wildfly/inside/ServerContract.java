package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.server.QueueState;

/**
 * What every adapter owes, proved inside its own server with nothing but JMS and the adapter. Each test has queues of
 * its own, because what it schedules stays there.
 */
abstract class ServerContract {

    static final Duration BOUND = Duration.ofSeconds(20);
    private static final long RECEIVE_MILLIS = BOUND.toMillis();
    private static final String NUMBER = "number";

    private final InsideServer server;

    ServerContract(InsideServer server) {
        this.server = server;
    }

    final InsideServer server() {
        return server;
    }

    final QueueState state(String queue) {
        return server.adapter().queue(server.brokerName(queue));
    }

    final QueueCut cut(String queue) {
        return server.adapter().cut(server.brokerName(queue));
    }

    final void pause(String queue) {
        server.adapter().pause(server.brokerName(queue));
    }

    final void resume(String queue) {
        server.adapter().resume(server.brokerName(queue));
    }

    final MessageSource messages(QueueCut cut) {
        return server.adapter().messages(cut);
    }

    /** Sends empty messages that carry these numbers, in one transaction. */
    final void sendNumbers(String queue, int from, int to) {
        try (JMSContext context = server.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSProducer producer = context.createProducer();
            for (int number = from; number < to; number++) {
                producer.send(server.queue(queue), numbered(context, number));
            }
            context.commit();
        }
    }

    static Message numbered(JMSContext context, int number) {
        try {
            Message message = context.createMessage();
            message.setIntProperty(NUMBER, number);
            return message;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    static int number(PortableMessage message) {
        return (Integer) message.properties().get(NUMBER).value();
    }

    /** All that the source has left, as the numbers of the messages. */
    static List<Integer> numbers(MessageSource source) {
        List<Integer> numbers = new ArrayList<>();
        for (Optional<PortableMessage> next = source.next(); next.isPresent(); next = source.next()) {
            numbers.add(number(next.get()));
        }
        return numbers;
    }

    /** Takes this many messages, after which there must be no more, and gives their numbers. */
    final List<Integer> consumeNumbers(String queue, int count) throws JMSException {
        List<Integer> numbers = new ArrayList<>();
        try (JMSContext context = server.connections().createContext();
                JMSConsumer consumer = context.createConsumer(server.queue(queue))) {
            for (int i = 0; i < count; i++) {
                Message message = consumer.receive(RECEIVE_MILLIS);
                assertThat(message).as("message %s of %s", i, count).isNotNull();
                assertThat(message.getJMSRedelivered()).isFalse();
                numbers.add(message.getIntProperty(NUMBER));
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return numbers;
    }

    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
