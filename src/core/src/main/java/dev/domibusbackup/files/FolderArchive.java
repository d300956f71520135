package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes a folder as {@code tar.gz} that GNU tar unpacks with nothing lost: content, empty folders, symbolic links as
 * links, permissions, owners, times in nanoseconds. Hard links become files of their own. Sockets, pipes and devices
 * are left out, with a warning. Exactly the announced size of a file is read, whatever it does meanwhile.
 */
public final class FolderArchive {

    private final ArchiveMode mode;
    private final Clock clock;
    private final Opener opener;

    /** How a file is opened. */
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    public FolderArchive(ArchiveMode mode) {
        this(mode, Clock.systemUTC(), file -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    FolderArchive(ArchiveMode mode, Clock clock, Opener opener) {
        this.mode = mode;
        this.clock = clock;
        this.opener = opener;
    }

    /**
     * Archives a folder.
     *
     * @param folder   the folder; when it does not exist the archive is empty
     * @param excluded what is left out, a folder with all its content
     * @param work     existing folder outside {@code folder} for temporary files
     * @param out      receives the archive; flushed, not closed
     * @throws dev.domibusbackup.problem.ProblemException when something cannot be read or written, and in
     *         {@link ArchiveMode#QUIET} when something changes or vanishes
     */
    public ArchiveResult write(Path folder, Predicate<FileEntry> excluded, Path work, OutputStream out) {
        try (Listing listing = Listing.take(folder, mode, excluded, work); ListingReader entries = listing.entries()) {
            return write(folder, entries, out, entry -> { });
        }
    }

    /**
     * Archives chosen entries of a folder.
     *
     * @param folder the folder that the entries are relative to
     * @param chosen in the order of {@link FileEntry#TREE_ORDER}
     * @param out    receives the archive; flushed, not closed
     * @param taken  is told every entry whose copy can be relied on, as it was when it was copied, in the same order
     */
    public ArchiveResult write(Path folder, Iterator<FileEntry> chosen, OutputStream out, Consumer<FileEntry> taken) {
        Path root = chosen.hasNext() ? FolderWalk.real(folder) : folder;
        try (TarWriter tar = new TarWriter(out)) {
            ArchiveRun run = new ArchiveRun(root, mode, clock, opener, tar, taken);
            while (chosen.hasNext()) {
                run.add(chosen.next());
            }
            return run.result();
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", "The archive of " + PathText.of(folder),
                    "reason", Reason.of(e));
        }
    }
}
