package dev.domibusbackup.server.wildfly;

import java.util.function.Supplier;

import dev.domibusbackup.problem.ProblemException;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.msc.service.ServiceController;
import org.jboss.tm.XAResourceRecovery;

/**
 * Tells the recovery of the transaction manager which brokers have ended all branches that it ever handed to them. The
 * transaction manager keeps the log of a transaction whose branch no resource knows, because that resource may only
 * not have started yet. It gives the log up when a resource of the branch's own name was asked and did not know the
 * branch; Artemis's own recovery resources have names that depend on which connection factory came first, so the
 * branches of {@link BrokerTransaction} have a name of ours, and this is who answers to it.
 *
 * <p>A wrong answer loses messages: what is prepared at the broker and no longer in the log is rolled back. So there
 * is an answer only when the broker has read its journal and has nothing in doubt. Branches of a process that died
 * only ever become fewer, so that answer cannot become wrong while it is being used. As long as anything is in
 * doubt, there is no resource of our name, and Artemis's own ones commit and roll back.
 */
final class BrokerRecovery implements XAResourceRecovery {

    private static final XAResource[] NONE = {};

    private final Supplier<ActiveMQServer> currentBroker;
    private ServiceController<?> membership;

    BrokerRecovery(Supplier<ActiveMQServer> currentBroker) {
        this.currentBroker = currentBroker;
    }

    /** From now on the server's recovery asks here. */
    synchronized void join() {
        if (membership == null) {
            membership = Services.inRecovery(this);
        }
    }

    /** No longer; the server does it in a thread of its own, behind a pass of the recovery that is going on. */
    synchronized void leave() {
        if (membership != null) {
            membership.setMode(ServiceController.Mode.REMOVE);
            membership = null;
        }
    }

    @Override
    public XAResource[] getXAResources() {
        ActiveMQServer broker;
        try {
            broker = currentBroker.get();
        } catch (ProblemException e) {
            // the server is starting, stopping or reloading; the recovery asks again and again
            return NONE;
        }
        return hasEndedAll(broker) ? new XAResource[] {new EndedBranches(broker)} : NONE;
    }

    /** Whether no branch is open, neither prepared nor ended by an administrator against the manager's decision. */
    static boolean hasEndedAll(ActiveMQServer broker) {
        return broker.isStarted() && broker.isActive() && !BrokerTransaction.isAnyCommitUnsure()
                && broker.getResourceManager().getInDoubtTransactions().isEmpty();
    }
}
