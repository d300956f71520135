package dev.domibusbackup.job.restore;

/**
 * Takes for the safety set what is to be taken while Domibus runs: the server's settings, which say afterwards that it
 * is disabled, and folders whose files are written once, so that the window needs no longer than the rest of it.
 */
public final class ReadServer implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        SafetyBackup.prepare(run);
    }
}
