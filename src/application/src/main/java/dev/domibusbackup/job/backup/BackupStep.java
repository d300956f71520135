package dev.domibusbackup.job.backup;

/** The work of one step of {@code domibus-backup}. */
@FunctionalInterface
public interface BackupStep {

    /**
     * Does the work, or finds that an earlier execution did it and that it still holds.
     *
     * @throws dev.domibusbackup.problem.ProblemException when it cannot be done
     * @throws StopRequested when the operator asked to stop
     */
    void run(BackupRun run);
}
