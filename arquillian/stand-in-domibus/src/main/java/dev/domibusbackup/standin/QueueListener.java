package dev.domibusbackup.standin;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One thread that receives from a queue in a transacted session, as Spring's DefaultMessageListenerContainer does:
 * committed when the message is done, rolled back when it fails, a new connection when the old one breaks. A plain
 * thread of the application's own; it ends at {@link #stop}, after the message in work.
 */
final class QueueListener {

    private static final System.Logger LOG = System.getLogger(QueueListener.class.getName());
    private static final long RECEIVE_TIMEOUT_MILLIS = 1000;
    private static final long RECOVERY_MILLIS = 5000;

    /** What a listener needs from outside; looked up before its thread starts. */
    record Resources(ConnectionFactory connections, DataSource database, Function<String, Queue> replyQueues) {
    }

    private final String queueName;
    private final Queue queue;
    private final String selector;
    private final Resources resources;
    private final MessageProcessor processor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();
    private final Thread thread;
    private volatile boolean working;

    QueueListener(String queueName, Queue queue, String domain, Resources resources, MessageProcessor processor) {
        this.queueName = queueName;
        this.queue = queue;
        this.selector = domain == null ? null : "DOMAIN = '" + domain + "'";
        this.resources = resources;
        this.processor = processor;
        this.thread = new Thread(this::run, "domibus-" + queueName + (domain == null ? "" : "-" + domain));
    }

    ListenerStatus status() {
        return new ListenerStatus(queueName, selector, thread.isAlive(), working, processed.get(), rolledBack.get());
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
    }

    /** Waits until the message in work is done, however long it takes. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void run() {
        while (running()) {
            try (Connection connection = resources.connections.createConnection()) {
                connection.start();
                receive(connection);
            } catch (JMSException e) {
                LOG.log(System.Logger.Level.WARNING, "Listener of " + queueName + " connects anew", e);
                awaitRecovery();
            }
        }
    }

    private void awaitRecovery() {
        try {
            stopped.await(RECOVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    private void receive(Connection connection) throws JMSException {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(queue, selector)) {
            while (running()) {
                Message message = consumer.receive(RECEIVE_TIMEOUT_MILLIS);
                if (message != null) {
                    working = true;
                    process(session, message);
                    working = false;
                }
            }
        } finally {
            working = false;
        }
    }

    private void process(Session session, Message message) throws JMSException {
        UnitOfWork work = new UnitOfWork();
        try {
            try (java.sql.Connection database = resources.database.getConnection()) {
                database.setAutoCommit(false);
                processInTransaction(session, message, work, database);
            }
        } catch (Exception e) {
            LOG.log(System.Logger.Level.INFO, "Message of {0} rolled back: {1}", queueName, e);
            work.rolledBack();
            session.rollback();
            rolledBack.incrementAndGet();
            return;
        }
        work.committed();
        session.commit();
        processed.incrementAndGet();
    }

    /** The database first, the session afterwards: they are two transactions, as in the real one since 5.0. */
    private void processInTransaction(Session session, Message message, UnitOfWork work, java.sql.Connection database)
            throws Exception {
        try {
            processor.process(message, database, work, (domain, filling) -> reply(session, domain, filling));
            database.commit();
        } catch (Exception e) {
            database.rollback();
            throw e;
        }
    }

    private void reply(Session session, String domain, ReplySender.Filling filling) throws JMSException {
        try (MessageProducer producer = session.createProducer(resources.replyQueues.apply(domain))) {
            MapMessage reply = session.createMapMessage();
            filling.fill(reply);
            producer.send(reply);
        }
    }
}
