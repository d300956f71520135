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
 * <p>The log of the transaction manager is not asked. After a death behind the broker's commit its entry is never
 * cleared by itself (seen in WildFly 39: ARJUNA016037 at every pass of the recovery), because the broker no longer
 * knows the branch and no recovery resource of its name exists; whoever waited for that would wait for ever.
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
