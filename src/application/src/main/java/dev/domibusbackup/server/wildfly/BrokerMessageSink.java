package dev.domibusbackup.server.wildfly;

import java.util.Set;
import java.util.function.Supplier;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.MessageSink;
import dev.domibusbackup.server.NotKept;
import jakarta.transaction.SystemException;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.impl.RoutingContextImpl;

/**
 * Puts messages into a queue of the broker inside the server, without a connection: the broker's own post office is
 * given each message together with the queue's binding and the transaction. So a refusal comes with the very message,
 * nothing waits for credits that a paused queue never gives, no user is asked for, ids, timestamps and times stay, and
 * neither diverts nor other queues of the address get a copy.
 *
 * <p>What the broker does with what it has got is as for any producer: a message whose expiration has passed goes into
 * the queue and is counted, and the broker's reaper (every 30 s), or the first attempt to deliver it, moves it to the
 * expiry address or drops it, also while the queue is paused. A message whose due time has passed is ready at once.
 * Address settings {@code expiry-delay}, {@code min-expiry-delay}, {@code max-expiry-delay} and {@code no-expiry}
 * change the expiration, as they do for every message.
 */
final class BrokerMessageSink implements MessageSink {

    private final Supplier<ActiveMQServer> currentBroker;
    private final ActiveMQServer broker;
    private final ServerTransactions transactions;
    private final Queue queue;
    private final Binding binding;
    private final Room room;
    private final BodySpill spill;
    private boolean closed;

    BrokerMessageSink(Supplier<ActiveMQServer> currentBroker, ServerTransactions transactions, Queue queue) {
        this.currentBroker = currentBroker;
        this.broker = currentBroker.get();
        this.transactions = transactions;
        this.queue = queue;
        binding = broker.getPostOffice().getBinding(queue.getName());
        if (binding == null) {
            throw ServerProblem.QUEUE_UNKNOWN.exception("queue", queue.getName());
        }
        room = new Room(broker.getPagingManager(), queue);
        spill = new BodySpill(broker.getStorageManager());
    }

    @Override
    public Set<NotKept> send(PortableMessage message) {
        if (closed) {
            throw new IllegalStateException("the sink is closed");
        }
        BrokerTransaction transaction = transactions.current(broker, name());
        try {
            String full = room.reasonAgainst();
            if (full != null) {
                throw ServerProblem.QUEUE_FULL.exception("queue", name(), "message", id(message), "reason", full);
            }
            refuseWhenGone();
            transaction.inContext(() -> {
                send(message, transaction);
                return null;
            });
            return CoreHeaders.notKept(message.header());
        } catch (Exception e) {
            throw failed(message, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void send(PortableMessage message, BrokerTransaction transaction) throws Exception {
        CoreMessage core = CoreHeaders.core(message, queue.getAddress(), queue.getRoutingType());
        spill.begin(core);
        try {
            BodyWriter.write(message.body(), spill);
            Message whole = spill.end();
            transaction.perform(inside -> {
                RoutingContext routing = new RoutingContextImpl(inside);
                broker.getPostOffice().route(whole, routing, false, false, binding);
                if (routing.getQueueCount() == 0) {
                    throw new IllegalStateException(
                            "the queue is disabled, or drops messages as long as it has no consumer");
                }
            });
        } catch (Exception e) {
            try {
                spill.abandon();
            } catch (Exception alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** A queue that was deleted, or the broker of a server that was reloaded, would take messages and lose them. */
    private void refuseWhenGone() {
        if (currentBroker.get() != broker || broker.locateQueue(queue.getName()) != queue) {
            throw ServerProblem.QUEUE_UNKNOWN.exception("queue", name());
        }
    }

    private ProblemException failed(PortableMessage message, Exception cause) {
        ProblemException problem = problem(message, cause);
        try {
            transactions.fail();
        } catch (SystemException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    private ProblemException problem(PortableMessage message, Exception cause) {
        if (cause instanceof ProblemException problem) {
            return problem;
        }
        ServerProblem type = cause instanceof ActiveMQAddressFullException ? ServerProblem.QUEUE_FULL
                : ServerProblem.MESSAGE_REFUSED;
        return type.caused(cause, "queue", name(), "message", id(message), "reason", cause);
    }

    private String name() {
        return queue.getName().toString();
    }

    private static String id(PortableMessage message) {
        String id = message.header().id();
        return id != null ? id : "without an id, number " + message.header().brokerId() + " of its old broker";
    }
}
