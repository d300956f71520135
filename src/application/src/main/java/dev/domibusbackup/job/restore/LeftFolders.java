package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.files.restore.RestoreState;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.server.ApplicationServer;

/**
 * What restores that did not come to their end left of the folders that they were swapping, by their journals alone:
 * neither set nor request nor configuration is needed.
 */
public final class LeftFolders {

    private static final String PREFIX = "restore-";

    private final Path ownData;

    public LeftFolders(ApplicationServer server) {
        ownData = server.paths().ownData();
    }

    /** Where the journal of a job lies. */
    Path journal(String job) {
        return ownData.resolve(PREFIX + job);
    }

    /**
     * Brings back what was there wherever a process died, or could not go on, between two renames. Settings and
     * Domibus's configuration lie in such folders: to be called before either is read, while no restore is at work.
     */
    public void bringBackHalf() {
        for (Path journal : journals()) {
            FolderRestore.left(journal).ifPresent(FolderRestore::bringBackHalf);
        }
    }

    /** Whether no restore has left a journal here. */
    public boolean isEmpty() {
        return journals().isEmpty();
    }

    private List<Path> journals() {
        if (!Files.isDirectory(ownData)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(ownData)) {
            return all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).sorted().toList();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", ownData, "reason", e.getMessage());
        } catch (UncheckedIOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", ownData, "reason", e.getCause().getMessage());
        }
    }

    /** Takes back what a job did to folders, and leaves nothing of it; nothing if there is nothing. */
    void undo(String job) {
        FolderRestore.left(journal(job)).ifPresent(left -> {
            if (left.state() != RestoreState.COMMITTING && left.state() != RestoreState.COMMITTED) {
                left.undo();
            }
        });
        DurableFiles.deleteTree(journal(job));
        DurableFiles.deleteTree(ownData.resolve(RestoreStores.WORK + job));
    }

    /**
     * Leaves nothing of what a job kept, which is given up: what is in place stays if it was swapped whole. The job's
     * window is no longer open.
     */
    public void giveUp(String job) {
        FolderRestore.left(journal(job)).filter(left -> left.state() == RestoreState.SWAPPED
                || left.state() == RestoreState.COMMITTING).ifPresent(FolderRestore::commit);
        undo(job);
    }
}
