package dev.domibusbackup.server.wildfly;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

import dev.domibusbackup.problem.ServerProblem;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.selector.filter.Filterable;

/**
 * Removes exported messages of a cut from the broker's own list of a queue, without a consumer. The ready and scheduled
 * ones that the broker has in memory go in one transaction each, whose size is bounded by the address's memory; paged
 * ones a thousand at a time.
 */
final class Removal {

    private static final int AT_A_TIME = 1000;
    private static final long BOUND_SECONDS = 60;
    private static final long LOOK_MILLIS = 10;

    private final ActiveMQServer broker;
    private final Queue queue;

    Removal(ActiveMQServer broker, Queue queue) {
        this.broker = broker;
        this.queue = queue;
    }

    long of(long lastId, LongPredicate exported) {
        try {
            int heldBefore = queue.getDeliveringCount();
            long removed = 0;
            int now;
            do {
                Arrivals.takeIn(queue);
                now = delete(new Exported(lastId, exported));
                removed += now;
            } while (now > 0);
            awaitCounts(heldBefore);
            return removed;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw ServerProblem.QUEUE_NOT_EMPTIED.caused(e, "queue", queue.getName(), "reason", e);
        }
    }

    private int delete(Exported chosen) throws Exception {
        StorageManager storage = broker.getStorageManager();
        OperationContext context = storage.newContext(broker.getExecutorFactory().getExecutor());
        storage.setContext(context);
        try {
            int deleted = queue.deleteMatchingReferences(AT_A_TIME, chosen);
            if (!context.waitCompletion(TimeUnit.SECONDS.toMillis(BOUND_SECONDS))) {
                throw late();
            }
            return deleted;
        } finally {
            storage.clearContext();
        }
    }

    /** What is removed counts as being delivered until the removal is on disk. */
    private void awaitCounts(int heldBefore) {
        long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (queue.getDeliveringCount() > heldBefore) {
            if (System.nanoTime() > bound || Thread.currentThread().isInterrupted()) {
                throw late();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }

    private RuntimeException late() {
        return ServerProblem.QUEUE_NOT_EMPTIED.exception("queue", queue.getName(), "reason",
                "the broker did not confirm the removal within " + BOUND_SECONDS + " s");
    }

    /**
     * The broker's numbers grow with every message it accepts, and it accepts a message before its transaction is
     * committed: what has a number up to the cut's may have come after the export.
     */
    private record Exported(long lastId, LongPredicate exported) implements Filter {

        @Override
        public boolean match(Message message) {
            return message.getMessageID() <= lastId && exported.test(message.getMessageID());
        }

        @Override
        public boolean match(Map<String, String> map) {
            throw new UnsupportedOperationException("the filter is for messages");
        }

        @Override
        public boolean match(Filterable filterable) {
            throw new UnsupportedOperationException("the filter is for messages");
        }

        @Override
        public SimpleString getFilterString() {
            return null;
        }
    }
}
