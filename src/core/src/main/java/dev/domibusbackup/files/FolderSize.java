package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** How much a tree holds, for preflight and progress. */
public final class FolderSize {

    private FolderSize() {
    }

    /**
     * Counts a tree, which may be in use; {@link TreeCounts#NONE} when it does not exist.
     *
     * @param excluded what is left out, a folder with all its content
     */
    public static TreeCounts of(Path folder, Predicate<FileEntry> excluded) {
        TreeCounts[] counts = {TreeCounts.NONE};
        try {
            new FolderWalk(folder, ArchiveMode.WARM, excluded).each(entry -> counts[0] = counts[0].plus(entry));
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(folder), "reason", Reason.of(e));
        }
        return counts[0];
    }
}
