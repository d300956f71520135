package dev.domibusbackup.job.backup;

import java.util.List;
import java.util.Map;

import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.WarmCopy;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.WorkLedger.Piece;

/**
 * Copies payloads and archives while Domibus runs, so that only what changes until the cut has to be copied while it
 * is stopped. Warm copies belong to no window: they stay good over restarts of the job.
 */
public final class Precopy implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (!run.takes(Component.PAYLOADS)) {
            return;
        }
        Progress progress = run.progress("precopy", "bytes");
        for (StoreFolder folder : StoreFolder.of(run.installation())) {
            run.checkStop();
            if (folder.isWarm() && run.set().ledger().piece(folder.warmPiece()).isEmpty()) {
                copy(run, folder, progress);
            }
        }
    }

    private static void copy(BackupRun run, StoreFolder folder, Progress progress) {
        try (ArtifactOutput output = run.set().artifact(Component.PAYLOADS, folder.archive())) {
            ArchiveResult result = new WarmCopy().take(folder.store().folder(), entry -> false, run.work(),
                    new StoppableStream(output.stream(), run, progress),
                    run.work().resolve(folder.takenListing()));
            result.warnings().forEach(run::warn);
            Artifact artifact = output.commit(Map.of("files", result.counts().files(),
                    "bytes", result.counts().bytes()));
            run.set().ledger().record(new Piece(folder.warmPiece(), null, List.of(artifact), null));
        }
    }
}
