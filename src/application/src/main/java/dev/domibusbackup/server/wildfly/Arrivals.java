package dev.domibusbackup.server.wildfly;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.domibusbackup.problem.ServerProblem;
import org.apache.activemq.artemis.core.server.Queue;

/** Messages whose sending the broker has confirmed, and which are not in the queue's own list yet. */
final class Arrivals {

    private static final int BOUND_SECONDS = 60;

    private Arrivals() {
    }

    /**
     * Waits until the queue has taken in whatever was confirmed to a sender before this call. It does so in its
     * executor, which keeps an order; a task of our own behind the others says when they are done.
     * {@link Queue#flushExecutor()} does not: it returns at once when no thread has begun with the tasks yet, and
     * when the last of them has begun.
     */
    static void takeIn(Queue queue) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        queue.getExecutor().execute(() -> reached.complete(null));
        try {
            reached.get(BOUND_SECONDS, TimeUnit.SECONDS);
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
