package dev.domibusbackup.job.restore;

/** A step of the restore. Killed anywhere, it may be run again. */
@FunctionalInterface
public interface RestoreStep {

    void run(RestoreRun run);
}
