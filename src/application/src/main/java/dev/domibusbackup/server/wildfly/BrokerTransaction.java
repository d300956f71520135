package dev.domibusbackup.server.wildfly;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.ResourceManager;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.Transaction.State;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.apache.activemq.artemis.core.transaction.impl.XidImpl;
import org.jboss.tm.XAResourceWrapper;

/**
 * The broker's part of one JTA transaction, used for all sinks of it. It is a transaction of the broker's own resource
 * manager under the branch's XID, as a client's XA session makes one: after a crash the broker loads it from its
 * journal as prepared, and whatever connection the server's recovery has to this broker finds and ends it. The branch
 * has a name in the transaction manager's log, see {@link BrokerRecovery}.
 *
 * <p>The transaction manager may roll back from a thread of its own, when the transaction times out.
 */
final class BrokerTransaction implements XAResourceWrapper {

    static final String PRODUCT = "ActiveMQ Artemis";

    /** Prepared by this process, which is about to commit or roll back. */
    private static final Set<Xid> RUNNING = ConcurrentHashMap.newKeySet();
    /** Decided, and whether the decision is on disk is not known: only a broker that starts again can tell. */
    private static final Set<Xid> UNSURE = ConcurrentHashMap.newKeySet();
    /** Longer than any disk takes to sync, except one that hangs. */
    private static final long SYNC_MILLIS = TimeUnit.MINUTES.toMillis(2);

    private final StorageManager storage;
    private final ResourceManager resources;
    private final OperationContext context;
    private final String name;
    private final String version;
    private int timeoutSeconds = -1;
    private Xid xid;
    private Transaction transaction;

    BrokerTransaction(ActiveMQServer broker) {
        storage = broker.getStorageManager();
        resources = broker.getResourceManager();
        context = storage.newContext(broker.getExecutorFactory().getExecutor());
        name = EndedBranches.name(broker);
        version = broker.getVersion().getFullVersion();
    }

    /** Whether a prepared transaction belongs to this process and will be ended by it. */
    static boolean isRunning(Xid xid) {
        return RUNNING.contains(xid);
    }

    /** Whether a branch may be committed in memory and still only prepared on disk. */
    static boolean isAnyCommitUnsure() {
        return !UNSURE.isEmpty();
    }

    /**
     * Lets work be done as part of this transaction.
     *
     * @throws IllegalStateException when it has ended or can only be rolled back
     */
    synchronized void perform(Work work) throws Exception {
        State state = transaction == null ? null : transaction.getState();
        if (state != State.ACTIVE) {
            throw new IllegalStateException("the transaction is " + state);
        }
        inContext(() -> {
            work.in(transaction);
            return null;
        });
    }

    /** Lets work be done on the broker's files, which the calling thread must be known to. */
    <T> T inContext(Act<T> act) throws Exception {
        storage.setContext(context);
        try {
            return act.run();
        } finally {
            storage.clearContext();
        }
    }

    @Override
    public synchronized void start(Xid branch, int flags) throws XAException {
        // a client's XIDs are of this class, and the broker looks them up by equality
        Xid key = new XidImpl(branch);
        if (flags == TMNOFLAGS) {
            Transaction begun = new TransactionImpl(key, storage, timeoutSeconds);
            if (!attempt(XAException.XAER_RMERR, () -> resources.putTransaction(key, begun, null))) {
                throw new XAException(XAException.XAER_DUPID);
            }
            xid = key;
            transaction = begun;
        } else if (!key.equals(xid)) {
            throw new XAException(XAException.XAER_NOTA);
        }
    }

    @Override
    public synchronized void end(Xid branch, int flags) throws XAException {
        known(branch);
        if (flags == TMFAIL) {
            transaction.markAsRollbackOnly(new ActiveMQException(
                    "the transaction manager has given the transaction up"));
        }
    }

    @Override
    public synchronized int prepare(Xid branch) throws XAException {
        known(branch);
        RUNNING.add(xid);
        try {
            attempt(XAException.XA_RBROLLBACK, () -> {
                transaction.prepare();
                if (transaction.getState() != State.PREPARED) {
                    throw new IllegalStateException("the transaction is " + transaction.getState());
                }
                return sync();
            });
            return XA_OK;
        } catch (XAException e) {
            giveUp(e);
            throw e;
        }
    }

    @Override
    public synchronized void commit(Xid branch, boolean onePhase) throws XAException {
        known(branch);
        try {
            attempt(onePhase ? XAException.XA_RBROLLBACK : XAException.XAER_RMFAIL, () -> {
                transaction.commit(onePhase);
                return sync();
            });
            attempt(XAException.XAER_RMERR, () -> resources.removeTransaction(xid, null));
        } catch (XAException e) {
            if (onePhase) {
                giveUp(e);
            } else {
                UNSURE.add(xid);
            }
            throw e;
        } finally {
            RUNNING.remove(xid);
        }
    }

    @Override
    public synchronized void rollback(Xid branch) throws XAException {
        known(branch);
        try {
            attempt(XAException.XAER_RMFAIL, () -> {
                // the broker's own timer may have been first
                if (transaction.getState() != State.ROLLEDBACK) {
                    transaction.rollback();
                }
                resources.removeTransaction(xid, null);
                return sync();
            });
        } finally {
            RUNNING.remove(xid);
        }
    }

    @Override
    public void forget(Xid branch) {
        // nothing is decided here on the broker's own account
    }

    @Override
    public Xid[] recover(int flag) {
        List<Xid> xids = (flag & TMSTARTRSCAN) == 0 ? List.of() : resources.getInDoubtTransactions();
        return xids.toArray(Xid[]::new);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return timeoutSeconds < 0 ? resources.getTimeoutSeconds() : timeoutSeconds;
    }

    @Override
    public synchronized boolean setTransactionTimeout(int seconds) {
        timeoutSeconds = seconds == 0 ? -1 : seconds;
        if (transaction != null) {
            transaction.setTimeout(timeoutSeconds);
        }
        return true;
    }

    @Override
    public XAResource getResource() {
        return this;
    }

    @Override
    public String getProductName() {
        return PRODUCT;
    }

    @Override
    public String getProductVersion() {
        return version;
    }

    @Override
    public String getJndiName() {
        return name;
    }

    private void known(Xid branch) throws XAException {
        if (transaction == null || !new XidImpl(branch).equals(xid)) {
            throw new XAException(XAException.XAER_NOTA);
        }
    }

    /** Waits until the journal has on disk what was done. */
    private Void sync() throws Exception {
        if (!context.waitCompletion(SYNC_MILLIS)) {
            throw new IllegalStateException("the broker's journal did not reach the disk within "
                    + TimeUnit.MILLISECONDS.toSeconds(SYNC_MILLIS) + " s");
        }
        return null;
    }

    /** Nothing may be left of a transaction whose manager is told that it was rolled back. */
    private void giveUp(XAException reason) {
        try {
            rollback(xid);
        } catch (XAException e) {
            reason.addSuppressed(e);
        }
    }

    private <T> T attempt(int code, Act<T> act) throws XAException {
        try {
            return inContext(act);
        } catch (Exception e) {
            XAException failure = new XAException(e.toString());
            failure.errorCode = code;
            failure.initCause(e);
            throw failure;
        }
    }

    /** Something done in the transaction. */
    @FunctionalInterface
    interface Work {
        void in(Transaction transaction) throws Exception;
    }

    /** Something done with the broker's files. */
    @FunctionalInterface
    interface Act<T> {
        T run() throws Exception;
    }
}
