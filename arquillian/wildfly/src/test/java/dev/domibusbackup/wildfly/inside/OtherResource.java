package dev.domibusbackup.wildfly.inside;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A second resource of a transaction: makes it one of two phases, looks around between them, and may vote no. */
final class OtherResource implements XAResource {

    private final Act whenAsked;
    Throwable failure;
    boolean committed;

    /** @param whenAsked done when it is asked to prepare; an {@link XAException} is its vote */
    OtherResource(Act whenAsked) {
        this.whenAsked = whenAsked;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        try {
            whenAsked.run();
            return XA_OK;
        } catch (XAException vote) {
            throw vote;
        } catch (Throwable e) {
            failure = e;
            throw new XAException(XAException.XA_RBROLLBACK);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        committed = true;
    }

    @Override
    public void start(Xid xid, int flags) {
        // keeps no state
    }

    @Override
    public void end(Xid xid, int flags) {
        // keeps no state
    }

    @Override
    public void rollback(Xid xid) {
        // keeps no state
    }

    @Override
    public void forget(Xid xid) {
        // keeps no state
    }

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
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

    /** What is done between the phases. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }
}
