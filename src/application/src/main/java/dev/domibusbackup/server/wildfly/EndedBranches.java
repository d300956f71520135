package dev.domibusbackup.server.wildfly;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.tm.XAResourceWrapper;

/**
 * The broker as the recovery of the transaction manager sees it when nothing is in doubt there: it knows no branch. It
 * takes part in no transaction.
 */
final class EndedBranches implements XAResourceWrapper {

    private final ActiveMQServer broker;
    private final String name;

    EndedBranches(ActiveMQServer broker) {
        this.broker = broker;
        name = name(broker);
    }

    /**
     * The name that the log of the transaction manager has for a branch of this broker; it is looked up nowhere. With
     * the broker's identity, which lies in its journal, so that a broker that lost its journal answers for nothing.
     */
    static String name(ActiveMQServer broker) {
        return "domibus-backup broker " + broker.getNodeID();
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        if (!BrokerRecovery.hasEndedAll(broker)) {
            // who made this looked a moment ago; then the transaction manager must not believe it
            throw new XAException(XAException.XAER_RMFAIL);
        }
        return new Xid[0];
    }

    @Override
    public void commit(Xid branch, boolean onePhase) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public void rollback(Xid branch) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public void forget(Xid branch) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public void start(Xid branch, int flags) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public void end(Xid branch, int flags) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public int prepare(Xid branch) throws XAException {
        throw outsideProtocol();
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    @Override
    public XAResource getResource() {
        return this;
    }

    @Override
    public String getProductName() {
        return BrokerTransaction.PRODUCT;
    }

    @Override
    public String getProductVersion() {
        return broker.getVersion().getFullVersion();
    }

    @Override
    public String getJndiName() {
        return name;
    }

    /** No heuristic outcome and not "unknown", which the transaction manager would take for "committed before". */
    private static XAException outsideProtocol() {
        return new XAException(XAException.XAER_RMFAIL);
    }
}
