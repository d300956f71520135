package dev.domibusbackup.activemq;

import dev.domibusbackup.activemq.broker.BrokerProcess;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.message.arbitrary.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/** Puts messages into a broker and knows what it then holds. */
final class FilledBroker {

    static final long HOUR = 3_600_000;
    private static final int BATCH = 50;
    private static final long RECEIVE_MILLIS = 30_000;

    private final BrokerProcess broker;
    private final Map<String, List<PortableMessage>> held = new LinkedHashMap<>();

    FilledBroker(BrokerProcess broker) {
        this.broker = broker;
    }

    /** What was sent to a queue, in order; without due times and broker ids. */
    List<PortableMessage> held(String queue) {
        return held.getOrDefault(queue, List.of());
    }

    /** Messages of every kind and shape. */
    void generated(String queue, int count, long seed, boolean compressed) throws JMSException, IOException {
        List<PortableMessage> messages = new ArrayList<>();
        JqwikSession.run(() -> Messages.messages().generator(1000).stream(new Random(seed)).limit(count)
                .map(Shrinkable::value).forEach(messages::add));
        send(queue, messages, compressed, 0);
    }

    /** Such as Domibus's own queues hold: all in the properties. */
    void plain(String queue, int count, long delay) throws JMSException, IOException {
        List<PortableMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new PortableMessage(MessageHeader.builder().priority(i % 10).build(),
                    Map.of("DOMAIN", TypedValue.of("default"), "MESSAGE_ENTITY_ID", TypedValue.of(Integer.toString(i))),
                    new Body.Text(i % 2 == 0 ? null : "x".repeat(i % 2000))));
        }
        send(queue, messages, false, delay);
    }

    void send(String queue, List<PortableMessage> messages, boolean compressed, long delay)
            throws JMSException, IOException {
        Connection connection = broker.connect(compressed);
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            JmsForm form = new JmsForm(session, queue);
            List<PortableMessage> sent = held.computeIfAbsent(queue, name -> new ArrayList<>());
            int inTransaction = 0;
            for (PortableMessage message : messages) {
                sent.add(form.send(message, delay));
                if (++inTransaction % BATCH == 0) {
                    session.commit();
                }
            }
            session.commit();
        } finally {
            connection.close();
        }
    }

    /** Takes all messages of a queue and fails with them, so that the broker delivers them again later. */
    void fail(String queue) throws JMSException {
        Connection connection = broker.connect(false);
        try {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            int left = held(queue).size();
            while (left > 0) {
                for (int i = 0; i < BATCH && left > 0; i++, left--) {
                    if (consumer.receive(RECEIVE_MILLIS) == null) {
                        throw new AssertionError(left + " messages do not come");
                    }
                }
                session.rollback();
            }
        } finally {
            connection.close();
        }
    }
}
