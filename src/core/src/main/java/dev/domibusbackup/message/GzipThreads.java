package dev.domibusbackup.message;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that compress for one file; {@link #thread} makes those that unpack too. They know nothing of the server
 * they run in: no naming context, no transaction, no application's class loader; and they have ended when
 * {@link #close} returns.
 */
final class GzipThreads implements AutoCloseable {

    static final String NAME = "domibus-backup-gzip-";

    /** Waiting work per thread, so that none idles while the caller compresses a block itself. */
    private static final int WAITING = 2;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor executor;

    /** @param threads may be 0: the caller's thread does everything then */
    GzipThreads(int threads) {
        executor = threads == 0 ? null : new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING * threads), this::kept, new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private Thread kept(Runnable work) {
        Thread thread = thread(work);
        threads.add(thread);
        return thread;
    }

    /** Not started yet. */
    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, NAME + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Has the work done by one of the threads, or before this returns by the caller's when they have enough. */
    <T> Future<T> submit(Callable<T> work) {
        if (executor != null) {
            return executor.submit(work);
        }
        FutureTask<T> done = new FutureTask<>(work);
        done.run();
        return done;
    }

    /** Gives waiting work up and waits for what has begun: a block, milliseconds. */
    @Override
    public void close() {
        if (executor == null) {
            return;
        }
        executor.shutdownNow();
        awaitEnd(threads);
    }

    /** Waits also when the caller is interrupted, which it stays. */
    static void awaitEnd(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
