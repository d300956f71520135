package dev.domibusbackup.server.wildfly;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.domibusbackup.problem.ServerProblem;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;

/** Messages whose sending the broker has confirmed, and which are not in the queue's own list yet. */
final class Arrivals {

    private static final int BOUND_SECONDS = 60;
    /** The queue takes in so many at a time, and puts the rest behind what else its executor has to do. */
    private static final int AT_A_TIME = QueueImpl.MAX_DELIVERIES_IN_LOOP;

    private Arrivals() {
    }

    /**
     * Waits until the queue has taken in whatever was confirmed to a sender before this call. It does so in its
     * executor, which keeps an order; a task of our own behind the others says how many it has taken in. As long as
     * it took in as many as it does at a time there may be more, and a task for them stands behind ours.
     * {@link Queue#flushExecutor()} waits for none of this: it returns at once when no thread has begun with the tasks
     * yet, and when the last of them has begun.
     */
    static void takeIn(Queue queue) {
        long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        long before = addedAfterOthers(queue, bound);
        long after = addedAfterOthers(queue, bound);
        while (after - before >= AT_A_TIME) {
            before = after;
            after = addedAfterOthers(queue, bound);
        }
    }

    /** Messages ever added, counted when the executor has done what it has to do now. */
    private static long addedAfterOthers(Queue queue, long bound) {
        CompletableFuture<Long> added = new CompletableFuture<>();
        queue.getExecutor().execute(() -> added.complete(queue.getMessagesAdded()));
        try {
            return added.get(Math.max(0, bound - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", "taking in what was sent", "address",
                    queue.getName(), "reason", "not done within " + BOUND_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", "taking in what was sent", "address",
                    queue.getName(), "reason", "interrupted");
        }
    }
}
