package dev.domibusbackup.monitor;

import dev.domibusbackup.problem.ProblemException;

/**
 * What an operator may do from the server's console. The same checks, lock and audit as by the API; refusals are
 * {@link ProblemException}s.
 */
public interface Operations {

    /**
     * Starts a backup.
     *
     * @param label part of the set's id, or empty
     * @param after {@code resume}, {@code stay-stopped}, or empty
     * @return UUID of the job
     */
    String startBackup(String label, String after);

    /** Asks a running job to stop. */
    void stop(String job);

    /** Lets a job go on where it stopped. */
    void restart(String job);
}
