package dev.domibusbackup.database;

import java.io.InputStream;
import java.time.Duration;

/**
 * Brings one schema back: it is dropped, made anew, loaded, and counted against what its set says. Whatever happened to
 * an earlier try, another begins from nothing; so a restore that failed or was killed is simply run again.
 */
public interface DatabaseRestore extends AutoCloseable {

    /**
     * Starts. Returns at once; the work is done by another thread.
     *
     * @param dump the dump, uncompressed; closing it is the caller's business after {@link #awaitEnd}
     */
    void start(InputStream dump);

    /**
     * Waits for the load and judges it: the client's exit code and messages, the dump's footer; then counts.
     *
     * @return what is in the schema now, which is what the set says
     * @throws dev.domibusbackup.problem.ProblemException when it is not so, with every difference; or the time passed
     *                                                    (the client is dead then)
     */
    SchemaCensus awaitEnd(Duration bound) throws InterruptedException;

    /** Rows read from the dump so far; the database is a few behind. Cheap, from any thread. */
    long rowsSoFar();

    /** Bytes read from the dump so far, uncompressed; cheap, from any thread. */
    long bytesSoFar();

    /** Ends the load at once, if it still runs, and leaves the schema half loaded. {@link #awaitEnd} then fails. */
    void kill();

    /** Kills the load if it still runs, and removes what it needed. */
    @Override
    void close();
}
