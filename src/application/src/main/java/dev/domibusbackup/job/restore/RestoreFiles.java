package dev.domibusbackup.job.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.files.restore.RestoreState;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.Artifact;

/** Stages every folder beside its place, then swaps them all or none. What was there is kept until the last step. */
public final class RestoreFiles implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        if (run.state().counted()) {
            return;
        }
        try (RestoreStores.Held held = new RestoreStores(run).hold()) {
            restore(run);
        }
    }

    private static void restore(RestoreRun run) {
        run.rollback().ifPresent(rollback -> undo(run, rollback));
        if (run.targets().folders().isEmpty()) {
            return;
        }
        new Folders(run).noteKept();
        FolderRestore folders = open(run);
        if (!run.state().files()) {
            Progress progress = progress(run);
            folders.stage(file -> watched(run, file, progress));
            run.checkStop();
            folders.swap();
            run.remember(run.state().withFiles());
            // schemas and queues are those of the configuration that is here now
            run.found(new Discovery.Found(run.found().domibus(),
                    new BrokenDiscovery(run).find().installation()));
        }
        run.targets().folders().forEach(run.report()::done);
        run.publish();
    }

    /**
     * What is taken back comes first, the newest first: nothing of it may lie in the way of what this one swaps, nor
     * stay beside the folders. Each journal is gone before the first folder of this restore is touched.
     */
    private static void undo(RestoreRun run, Rollback rollback) {
        LeftFolders left = new LeftFolders(run.server());
        rollback.undone().forEach(undone -> left.undo(undone.job()));
    }

    /** Right before Domibus starts, which may begin to purge at once. */
    void refreshTimes(RestoreRun run) {
        if (FolderRestore.begun(Folders.journal(run, run.job())).isPresent()) {
            open(run).refreshTimes();
        }
    }

    /** Removes what was there before, and the journal. */
    void commit(RestoreRun run) {
        if (run.targets().folders().isEmpty() || !run.state().files()) {
            return;
        }
        if (FolderRestore.begun(Folders.journal(run, run.job())).isPresent()) {
            open(run).commit();
        }
        DurableFiles.deleteTree(Folders.journal(run, run.job()));
    }

    private static FolderRestore open(RestoreRun run) {
        return new FolderRestore(new Folders(run).plan(), Folders.journal(run, run.job()));
    }

    /** Bytes of the archives as they are read. */
    private static Progress progress(RestoreRun run) {
        Progress progress = run.progress("files", "bytes");
        Set<String> archives = run.targets().folders().stream()
                .flatMap(entry -> Stream.of(entry.archive(), entry.delta(), entry.listing()))
                .filter(Objects::nonNull).collect(Collectors.toSet());
        progress.expect(run.manifest().artifacts().stream().filter(artifact -> archives.contains(artifact.path()))
                .mapToLong(Artifact::bytes).sum());
        return progress;
    }

    private static InputStream watched(RestoreRun run, Path file, Progress progress) throws IOException {
        return new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                run.checkStop();
                int read = in.read(buffer, offset, length);
                progress.add(Math.max(0, read));
                return read;
            }
        };
    }
}
