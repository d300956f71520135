package dev.domibusbackup.monitor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is done beside requests and jobs, on the server's threads. An act that is cut off by our
 * undeployment loses its beans in the middle of a transaction, and the server's thread would keep that transaction for
 * whoever gets the thread next: so {@link #end} waits for the acts at work.
 */
@ApplicationScoped
public class Background {

    private final Set<Repeated> all = ConcurrentHashMap.newKeySet();

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private int atWork;
    private boolean ended;

    /** An act that is repeated. */
    public final class Repeated {

        private final Runnable act;
        private final Runnable last;
        private final AtomicBoolean over = new AtomicBoolean();
        private ScheduledFuture<?> schedule;

        private Repeated(Runnable act, Runnable last) {
            this.act = act;
            this.last = last;
        }

        /** It is not begun again. */
        public void end() {
            cancel(false);
        }

        private void cancel(boolean interrupting) {
            synchronized (this) {
                schedule.cancel(interrupting);
                all.remove(this);
            }
            if (over.compareAndSet(false, true)) {
                last.run();
            }
        }

        private synchronized void begin(Duration first, Duration pause) {
            schedule = scheduler.scheduleWithFixedDelay(this::run, first.toMillis(), pause.toMillis(),
                    TimeUnit.MILLISECONDS);
            all.add(this);
        }

        private void run() {
            if (!enter()) {
                end();
                return;
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // TomEE gives a task the loader of who asked for it, which is CXF's for a resource; BatchEE knows us by ours
            thread.setContextClassLoader(Background.class.getClassLoader());
            try {
                act.run();
            } finally {
                thread.setContextClassLoader(before);
                leave();
            }
        }
    }

    /**
     * Repeats an act until it is ended, throws, or we are undeployed.
     *
     * @param first when it is done the first time
     * @param pause between the end of one time and the next one
     */
    public Repeated repeat(Duration first, Duration pause, Runnable act) {
        return repeat(first, pause, act, () -> { });
    }

    /**
     * The same, with what is done once when it is ended, also when we are undeployed.
     *
     * @param last must not throw
     */
    public Repeated repeat(Duration first, Duration pause, Runnable act, Runnable last) {
        Repeated repeated = new Repeated(act, last);
        repeated.begin(first, pause);
        return repeated;
    }

    /**
     * Does something once; what it throws, the future throws. It is not interrupted when we are undeployed, and does
     * not begin any more then.
     */
    public Future<?> once(Runnable act) {
        return scheduler.submit(() -> {
            if (!enter()) {
                throw new RejectedExecutionException("undeployed");
            }
            try {
                act.run();
            } finally {
                leave();
            }
        });
    }

    /**
     * Nothing is begun any more. Waits for what is at work, and interrupts what goes on longer.
     *
     * @param patience how long to wait, before the interruption and again after it
     * @return whether nothing is at work any more
     */
    public boolean end(Duration patience) {
        synchronized (this) {
            ended = true;
        }
        boolean rests = awaitRest(patience);
        all.forEach(repeated -> repeated.cancel(true));
        return rests || awaitRest(patience);
    }

    private synchronized boolean enter() {
        if (!ended) {
            atWork++;
        }
        return !ended;
    }

    private synchronized void leave() {
        atWork--;
        notifyAll();
    }

    private synchronized boolean awaitRest(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); atWork > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return atWork == 0;
    }
}
