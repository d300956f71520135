package dev.domibusbackup.job.backup;

import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.set.Component;

/**
 * Takes the server's settings, deployments and startup arguments while Domibus is enabled: afterwards the settings
 * would say "disabled". A restarted job takes them anew, unless Domibus is still stopped by the earlier execution.
 */
public final class ReadServer implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (!run.takes(Component.SERVER)) {
            return;
        }
        boolean taken = run.set().ledger().piece(Pieces.SERVER + "startup-arguments").isPresent();
        boolean stoppedByUs = run.quietWindow().current().isPresent()
                && run.server().state(run.domibus().name()) != DeploymentState.RUNNING;
        if (taken && stoppedByUs) {
            return;
        }
        ServerFiles files = run.server().serverFiles();
        run.settingsBefore(SettingsHashes.of(files));
        new ServerFilesCopy(run).settings(files);
    }
}
