package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What has to be taken in the quiet window after a {@link WarmCopy}: everything new, everything whose type, size,
 * times, inode, permissions, owner or link target differ, everything whose warm copy cannot be relied on. The full
 * listing of the window tells what exists: whatever the warm copy holds beyond it had been deleted by then.
 *
 * <p>Restoring is: unpack the warm copy, remove what is not in the listing, unpack the delta.
 */
public final class Delta {

    private final FolderArchive archive;

    public Delta() {
        this(new FolderArchive(ArchiveMode.QUIET));
    }

    Delta(FolderArchive archive) {
        this.archive = archive;
    }

    /**
     * What was taken.
     *
     * @param state   what the folder holds in the window: what warm copy and delta together must yield
     * @param archive what the delta holds
     */
    public record Result(TreeCounts state, ArchiveResult archive) {
    }

    /**
     * Takes the delta.
     *
     * @param folder   the folder; when it does not exist (any more), delta and listing are empty
     * @param excluded what is left out, as it was for the warm copy
     * @param work     existing folder outside {@code folder} for temporary files
     * @param taken    the listing that the warm copy has written
     * @param out      receives the archive of the delta; flushed, not closed
     * @param listing  receives the listing of the window with gzip; flushed, not closed
     */
    public Result take(Path folder, Predicate<FileEntry> excluded, Path work, Path taken, OutputStream out,
                       OutputStream listing) {
        try (Listing now = Listing.take(folder, ArchiveMode.QUIET, excluded, work);
                ListingReader entries = now.entries();
                ListingReader warm = ListingReader.open(taken)) {
            ArchiveResult result = archive.write(folder, new DeltaEntries(warm, entries), out, entry -> { });
            now.writeGzip(listing);
            return new Result(now.counts(), result);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", "The listing of " + PathText.of(folder),
                    "reason", Reason.of(e));
        }
    }
}
