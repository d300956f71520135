package dev.domibusbackup.database;

import java.io.OutputStream;
import java.time.Duration;

/**
 * One dump of one schema. Started once, in the quiet window; as soon as {@link #awaitSnapshot} returns, the dump shows
 * that moment for ever and Domibus may write again, while the dump goes on until {@link #awaitEnd}.
 */
public interface DatabaseDump extends AutoCloseable {

    /**
     * Starts the dump. Returns at once; the dump is written by another thread.
     *
     * @param output takes the dump, uncompressed; stays open, closing it is the caller's business after
     *               {@link #awaitEnd}. When it throws, the dump is killed at once and {@link #awaitEnd} names it
     * @throws dev.domibusbackup.problem.ProblemException when the client cannot be started
     */
    void start(OutputStream output);

    /**
     * Waits until the snapshot exists.
     *
     * @throws dev.domibusbackup.problem.ProblemException when the dump ends or the time passes before it exists; the
     *                                                    dump is dead then
     */
    void awaitSnapshot(Duration bound) throws InterruptedException;

    /**
     * Waits for the end and judges it: exit code, messages and footer.
     *
     * @return what went through into the output
     * @throws dev.domibusbackup.problem.ProblemException when the dump is not complete, or the time passes (the dump is
     *                                                    dead then)
     */
    DumpContents awaitEnd(Duration bound) throws InterruptedException;

    /** Rows written so far; cheap, from any thread. */
    long rowsSoFar();

    /** Bytes written so far, uncompressed; cheap, from any thread. */
    long bytesSoFar();

    /** Ends the dump at once, if it still runs. {@link #awaitEnd} then fails. */
    void kill();

    /** Kills the dump if it still runs, and removes what it needed. */
    @Override
    void close();
}
