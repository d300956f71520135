package dev.domibusbackup.tomee;

import java.util.ArrayList;
import java.util.List;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ScheduledMessage;

import dev.domibusbackup.harness.domibus.EmbeddedBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;

/** An application of its own that sends to and receives from the broker inside Domibus. */
final class Backend implements AutoCloseable {

    /** Transactions stay below a page of the broker, beyond which a transacted consumer stalls. */
    private static final int BATCH = 100;
    private static final long PATIENCE_MILLIS = 30_000;

    /** The kinds of bodies, in the order in which they are sent. */
    enum Kind {
        TEXT, BYTES, MAP, STREAM, OBJECT, EMPTY
    }

    /** What is done to a message before it is sent. */
    @FunctionalInterface
    interface Finish {
        void on(Message message) throws JMSException;
    }

    private final Connection connection;
    private final Session session;

    Backend(EmbeddedBroker broker) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(EmbeddedBroker.ADMINISTRATOR,
                EmbeddedBroker.ADMINISTRATOR_PASSWORD, broker.uri());
        // what it rolls back is delivered again by the broker
        factory.getRedeliveryPolicy().setMaximumRedeliveries(0);
        try {
            connection = factory.createConnection();
            connection.start();
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends messages of all kinds in turn, each with an id and its number; returns the ids. */
    List<String> send(String queue, int count, Finish finish) throws JMSException {
        List<String> ids = new ArrayList<>();
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            for (int i = 0; i < count; i++) {
                Kind kind = Kind.values()[i % Kind.values().length];
                Message message = message(kind, i);
                String id = queue + "-" + System.nanoTime() + "-" + i;
                message.setStringProperty("MESSAGE_ID", id);
                message.setStringProperty("DOMAIN", "default");
                message.setStringProperty("KIND", kind.name());
                message.setIntProperty("NUMBER", i);
                message.setJMSCorrelationID("correlation-" + i);
                finish.on(message);
                producer.send(message);
                ids.add(id);
                if (ids.size() % BATCH == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
        return ids;
    }

    /** What arrives after this many milliseconds, and lies in the scheduler until then. */
    static Finish delayed(long millis) {
        return message -> message.setLongProperty(ScheduledMessage.AMQ_SCHEDULED_DELAY, millis);
    }

    private Message message(Kind kind, int number) throws JMSException {
        return switch (kind) {
            case TEXT -> session.createTextMessage("text " + number);
            case BYTES -> {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(new byte[] {0, 1, (byte) number});
                yield message;
            }
            case MAP -> {
                MapMessage message = session.createMapMessage();
                message.setBytes("payload_1", new byte[] {2, 3, (byte) number});
                message.setLong("long", number);
                yield message;
            }
            case STREAM -> {
                StreamMessage message = session.createStreamMessage();
                message.writeString("stream");
                message.writeInt(number);
                yield message;
            }
            case OBJECT -> {
                ObjectMessage message = session.createObjectMessage();
                message.setObject("object " + number);
                yield message;
            }
            case EMPTY -> session.createMessage();
        };
    }

    /** Takes this many messages and fails with them, so that the broker schedules them for another delivery. */
    void fail(String queue, int count) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (int left = count; left > 0;) {
                int batch = Math.min(left, BATCH);
                for (int i = 0; i < batch; i++) {
                    next(consumer, queue);
                }
                session.rollback();
                left -= batch;
            }
        }
    }

    /** Takes this many messages for good; returns their ids. */
    List<String> take(String queue, int count) throws JMSException {
        List<String> ids = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            while (ids.size() < count) {
                ids.add(next(consumer, queue).getStringProperty("MESSAGE_ID"));
                if (ids.size() % BATCH == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
        return ids;
    }

    private static Message next(MessageConsumer consumer, String queue) throws JMSException {
        Message message = consumer.receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("no more messages come from " + queue);
        }
        return message;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
