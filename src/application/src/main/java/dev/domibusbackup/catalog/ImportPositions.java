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
     * Notes more of a queue as done, within the transaction that sends it.
     *
     * @param before the position that the caller began at
     * @throws dev.domibusbackup.problem.ProblemException when the row says another position: then somebody else has
     *                                                    gone on, and the transaction must be rolled back
     */
    void advance(String job, String source, long before, ImportTally more);
}
