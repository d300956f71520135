package dev.domibusbackup.server.wildfly;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.transaction.xa.Xid;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.dmr.ModelNode;

/**
 * What the server's transaction manager has not recovered yet. Two things count: transactions that are prepared on the
 * broker, and those in the log of the transaction manager. The second kind has its messages in the queue already and
 * lacks only what belongs to it in a database, such as the position of an import; going on without waiting for it
 * would send them again.
 */
final class InDoubt {

    private static final ModelNode LOG = ManagementModel.address("subsystem", "transactions", "log-store",
            "log-store");
    /** Longer than a transaction is between its two phases as a rule. */
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Supplier<ActiveMQServer> broker;
    private final ManagementModel model;

    InDoubt(Supplier<ActiveMQServer> broker, ManagementModel model) {
        this.broker = broker;
        this.model = model;
    }

    /** Transactions seen at two looks, so that one that is just being committed does not count. */
    int count() {
        Set<Object> first = look();
        if (first.isEmpty()) {
            return 0;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
        first.retainAll(look());
        return first.size();
    }

    private Set<Object> look() {
        Set<Object> seen = new HashSet<>(broker.get().getResourceManager().getInDoubtTransactions());
        seen.removeIf(xid -> xid instanceof Xid running && BrokerTransaction.isRunning(running));
        // the model shows the log as it was at the last probe
        model.perform("probe", LOG);
        seen.addAll(model.children(LOG, "transactions"));
        return seen;
    }
}
