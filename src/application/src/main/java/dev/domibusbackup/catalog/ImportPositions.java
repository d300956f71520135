package dev.domibusbackup.catalog;

/**
 * How far the import of each queue of a job is. The truth about an import: what is noted here is in the target's
 * queue, because both are committed by one transaction.
 */
public interface ImportPositions {

    /** Makes the row of a queue, if there is none yet; committed when this returns. */
    void begin(String job, String source, String target);

    /**
     * Whether the rows of all queues of a job can be read under a lock now. A transaction that is prepared and neither
     * committed nor rolled back keeps its row locked: what it says is open.
     */
    boolean areDecided(String job);

    /** What is done of a queue, read under a lock in a transaction of its own. */
    ImportTally read(String job, String source);

    /**
     * Where the import of a queue goes on; noted when this returns.
     *
     * @param brokerRun the run of the broker that is sent to
     */
    ImportStart start(String job, String source, String brokerRun);

    /**
     * Notes more of a queue as done, within the transaction that sends it.
     *
     * @param before        the position that the caller began at
     * @param nonPersistent how many non-persistent messages are among those sent
     * @throws dev.domibusbackup.problem.ProblemException when the row says another position: then somebody else has
     *                                                    gone on, and the transaction must be rolled back
     */
    void advance(String job, String source, long before, ImportTally more, long nonPersistent);

    /**
     * Notes that a part of the file was gone through once more for its non-persistent messages, within the transaction
     * that sends them again.
     *
     * @param before        the position that the caller began at
     * @param after         the position behind the last message gone through
     * @param nonPersistent how many were sent again
     * @throws dev.domibusbackup.problem.ProblemException as {@link #advance}
     */
    void advanceAgain(String job, String source, long before, long after, long nonPersistent);

    /** Notes that the queues of a job that has not ended well are about to be resumed with what is in them. */
    void handOver(String job);
}
