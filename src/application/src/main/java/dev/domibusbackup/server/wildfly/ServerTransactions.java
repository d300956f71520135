package dev.domibusbackup.server.wildfly;

import dev.domibusbackup.problem.ServerProblem;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** The JTA transaction of the calling thread, with the broker's part of it. */
final class ServerTransactions {

    /** Names that hold for every thread of the server, also one that belongs to no component. */
    private static final String MANAGER = "java:jboss/TransactionManager";
    private static final String REGISTRY = "java:jboss/TransactionSynchronizationRegistry";

    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry registry;

    ServerTransactions() {
        manager = lookup(MANAGER);
        registry = lookup(REGISTRY);
    }

    /**
     * The broker's part of the calling thread's transaction, enlisted by the first call in it.
     *
     * @param queue for the problem's words
     */
    BrokerTransaction current(ActiveMQServer broker, String queue) {
        Transaction transaction = transaction(queue);
        // after a reload of the server the broker is another one
        Object key = broker;
        if (registry.getResource(key) instanceof BrokerTransaction enlisted) {
            return enlisted;
        }
        BrokerTransaction part = new BrokerTransaction(broker);
        try {
            if (!transaction.enlistResource(part)) {
                throw ServerProblem.NO_TRANSACTION.exception("queue", queue, "reason",
                        "the transaction manager did not take the broker in");
            }
        } catch (RollbackException | SystemException e) {
            throw ServerProblem.NO_TRANSACTION.caused(e, "queue", queue, "reason", e);
        }
        registry.putResource(key, part);
        return part;
    }

    /** Sees to it that the calling thread's transaction ends with a rollback, whatever its owner does. */
    void fail() throws SystemException {
        if (manager.getStatus() == Status.STATUS_ACTIVE) {
            manager.setRollbackOnly();
        }
    }

    private Transaction transaction(String queue) {
        try {
            Transaction transaction = manager.getTransaction();
            if (transaction == null) {
                throw ServerProblem.NO_TRANSACTION.exception("queue", queue, "reason",
                        "the thread has no transaction");
            }
            if (transaction.getStatus() != Status.STATUS_ACTIVE) {
                throw ServerProblem.NO_TRANSACTION.exception("queue", queue, "reason",
                        "the transaction was rolled back, or can only be rolled back; it may have timed out");
            }
            return transaction;
        } catch (SystemException e) {
            throw ServerProblem.NO_TRANSACTION.caused(e, "queue", queue, "reason", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T lookup(String name) {
        try {
            return (T) InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw ServerProblem.SERVICE_MISSING.caused(e, "service", name, "name", "default");
        }
    }
}
