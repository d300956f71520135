package dev.domibusbackup.server.wildfly;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.transaction.xa.Xid;

import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Transactions that are prepared on the broker and that the server's transaction manager has not recovered yet. What
 * such a transaction has in a database is not seen here: its row is locked until it is decided.
 *
 * <p>The log of the transaction manager is not asked. Its entry for a branch that the broker has committed goes only
 * with a later pass of the recovery and only when {@link BrokerRecovery} has been asked, and a transaction of another
 * application, or of a broker that lost its journal, may stay there for ever; whoever waited for that would wait in vain.
 */
final class InDoubt {

    /** Longer than a transaction is between its two phases as a rule. */
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Supplier<ActiveMQServer> broker;

    InDoubt(Supplier<ActiveMQServer> broker) {
        this.broker = broker;
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
        return seen;
    }
}
