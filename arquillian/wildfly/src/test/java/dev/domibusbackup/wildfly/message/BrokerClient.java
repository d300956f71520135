package dev.domibusbackup.wildfly.message;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;

import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import dev.domibusbackup.harness.server.WildFlyServer;

/** The broker's own client in the process of the tests, as a backend on another machine has it. */
final class BrokerClient implements AutoCloseable {

    private static final long RECEIVE_MILLIS = 20_000;
    private static final String QUEUES = "jms.queue.";
    private static final String TOPICS = "jms.topic.";

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;

    BrokerClient(WildFlyServer server) throws JMSException {
        factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + server.httpPort()
                + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default");
        connection = factory.createConnection();
        connection.start();
    }

    Connection connection() {
        return connection;
    }

    /** Sends in one transaction. */
    List<Sending> send(String queue, List<SentMessage> messages) throws JMSException {
        List<Sending> sent = new ArrayList<>();
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue(QUEUES + queue))) {
            for (SentMessage message : messages) {
                Message jms = message(session, message);
                producer.setDeliveryDelay(message.header().delayMillis());
                producer.send(jms, message.header().persistent() ? DeliveryMode.PERSISTENT
                        : DeliveryMode.NON_PERSISTENT, message.header().priority(), message.header().liveMillis());
                sent.add(new Sending(message, jms.getJMSMessageID(), jms.getJMSTimestamp(), jms.getJMSExpiration(),
                        jms.getJMSDeliveryTime()));
            }
            session.commit();
        }
        return sent;
    }

    /** Receives messages that the selector chooses and gives them back, as a client whose work fails. */
    void rollBack(String queue, String selector, int count) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUES + queue), selector)) {
            for (int i = 0; i < count; i++) {
                if (consumer.receive(RECEIVE_MILLIS) == null) {
                    throw new AssertionError("only " + i + " of " + count + " messages of " + queue);
                }
            }
            session.rollback();
        }
    }

    /** What is done with a message that was received, before the next one is: it may be streamed. */
    @FunctionalInterface
    interface Taker {
        void take(Message message) throws JMSException;
    }

    /** Takes this many messages; none may be left that is ready. */
    void take(String queue, int count, Taker taker) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUES + queue))) {
            for (int i = 0; i < count; i++) {
                Message message = consumer.receive(RECEIVE_MILLIS);
                if (message == null) {
                    throw new AssertionError("only " + i + " of " + count + " messages of " + queue);
                }
                taker.take(message);
            }
            if (consumer.receiveNoWait() != null) {
                throw new AssertionError("more than " + count + " messages in " + queue);
            }
            session.commit();
        }
    }

    private static Message message(Session session, SentMessage sent) throws JMSException {
        Message message = withBody(session, sent);
        message.setIntProperty(SentMessage.NUMBER, sent.number());
        for (Map.Entry<String, Object> property : sent.properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        message.setJMSType(sent.header().type());
        if (sent.header().correlation() instanceof byte[] bytes) {
            message.setJMSCorrelationIDAsBytes(bytes);
        } else {
            message.setJMSCorrelationID((String) sent.header().correlation());
        }
        if (sent.header().reply() != null) {
            message.setJMSReplyTo(destination(sent.header().reply()));
        }
        return message;
    }

    /** Made without asking the broker: an answer may go to a place that it does not know. */
    private static Destination destination(String name) {
        String plain = name.substring(name.indexOf(':') + 1);
        return name.startsWith("topic:") ? ActiveMQJMSClient.createTopic(TOPICS + plain)
                : ActiveMQJMSClient.createQueue(QUEUES + plain);
    }

    private static Message withBody(Session session, SentMessage sent) throws JMSException {
        switch (sent.kind()) {
            case TEXT -> {
                return session.createTextMessage((String) sent.body());
            }
            case BYTES -> {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes((byte[]) sent.body());
                return message;
            }
            case MAP -> {
                MapMessage message = session.createMapMessage();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) sent.body()).entrySet()) {
                    message.setObject((String) entry.getKey(), entry.getValue());
                }
                return message;
            }
            case STREAM -> {
                StreamMessage message = session.createStreamMessage();
                for (Object element : (List<?>) sent.body()) {
                    message.writeObject(element);
                }
                return message;
            }
            case OBJECT -> {
                return session.createObjectMessage((Serializable) sent.body());
            }
            case PLAIN -> {
                return session.createMessage();
            }
        }
        throw new AssertionError(sent.kind());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
