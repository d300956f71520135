package dev.domibusbackup.server.wildfly;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.domibusbackup.problem.ServerProblem;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * How many messages of a queue lie in page files. The broker counts them anew after each start, in the background. An
 * older one, which cannot be asked, keeps its counts in its journal and has read them before it serves anyone.
 */
final class PageCounters {

    private static final Optional<OptionalMethod> IS_PENDING =
            OptionalMethod.of(PageSubscription.class, "isCounterPending");

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private PageCounters() {
    }

    /** Waits until the broker has counted; until then its counts of the queue are too low. */
    static void await(Queue queue) {
        await(queue, BOUND);
    }

    static void await(Queue queue, Duration bound) {
        PageSubscription pages = queue.getPageSubscription();
        long end = System.nanoTime() + bound.toNanos();
        while (pages != null && isPending(pages)) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw ServerProblem.MANAGEMENT_REFUSED.exception("operation", "counting the messages in page files",
                        "address", queue.getName(), "reason", "not done within " + bound);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean isPending(PageSubscription pages) {
        if (IS_PENDING.isEmpty()) {
            return false;
        }
        try {
            return (Boolean) IS_PENDING.get().call(pages);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
