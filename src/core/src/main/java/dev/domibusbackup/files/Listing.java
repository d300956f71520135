package dev.domibusbackup.files;

import com.google.code.externalsorting.ExternalSort;
import dev.domibusbackup.problem.FileProblem;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;

/**
 * The sorted listing of a tree: one line per entry in the order of {@link FileEntry#TREE_ORDER}, UTF-8, no header.
 * Fields are separated by one tab:
 * <ol>
 * <li>type: {@code f} file, {@code d} folder, {@code l} symbolic link, {@code o} socket, pipe or device</li>
 * <li>size in bytes, 0 for everything that is no file</li>
 * <li>modification time, <li>change time: seconds since 1970 UTC rounded down, a dot, nanoseconds in nine digits</li>
 * <li>inode</li>
 * <li>permissions in octal</li>
 * <li>number of the owner</li> <li>number of the group</li>
 * <li>target of a symbolic link, else empty</li>
 * <li>path relative to the root, which is {@code .} itself</li>
 * </ol>
 * In target and path, bytes of control characters, backslashes and of what is not UTF-8 are written {@code \0ooo}, as
 * {@code printf %b} reads it, so that a shell can work with every name; see {@link #removalCommand}.
 *
 * <p>The temporary files lie in a private folder that {@link #close()} removes; heap is used for 8 MiB of lines at a
 * time.
 */
public final class Listing implements AutoCloseable {

    private static final long SORT_MEMORY = 16L << 20;
    private static final int SORT_FILES = 1024;

    private final Path root;
    private final Path work;
    private final Path sorted;
    private final TreeCounts counts;

    private Listing(Path root, Path work, Path sorted, TreeCounts counts) {
        this.root = root;
        this.work = work;
        this.sorted = sorted;
        this.counts = counts;
    }

    /**
     * Lists a tree.
     *
     * @param root     the folder; when it does not exist the listing is empty
     * @param mode     whether it may change meanwhile
     * @param excluded what is left out, a folder with all its content
     * @param work     existing folder outside the tree for temporary files
     */
    public static Listing take(Path root, ArchiveMode mode, Predicate<FileEntry> excluded, Path work) {
        Path own = null;
        try {
            own = Files.createTempDirectory(work, "listing-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path unsorted = own.resolve("unsorted");
            TreeCounts counts = walk(root, mode, excluded, unsorted);
            Path sorted = own.resolve("sorted");
            sort(unsorted, sorted, own);
            Files.delete(unsorted);
            return new Listing(root, own, sorted, counts);
        } catch (IOException e) {
            removeAfter(own, e);
            throw FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(work), "reason", Reason.of(e));
        } catch (RuntimeException e) {
            removeAfter(own, e);
            throw e;
        }
    }

    /**
     * The shell command (bash, GNU tools) that removes from the current folder everything that a listing does not
     * have; for RESTORE.md. It removes nothing when the listing cannot be read to its end. Only for a listing that was
     * taken without exclusions: it would remove what had been excluded.
     *
     * @param listing path of the {@code .listing.gz}
     */
    public static String removalCommand(String listing) {
        return "(set -eo pipefail; export LC_ALL=C; kept=$(mktemp); zcat '" + listing.replace("'", "'\\''")
                + "' | cut -f10 | xargs -d '\\n' printf '%b\\0' | sort -z >\"$kept\";"
                + " find . -mindepth 1 -printf '%P\\0' | sort -z | comm -z -13 \"$kept\" - | sort -zr"
                + " | xargs -0r rm -d --; rm \"$kept\")";
    }

    /** The folder that was listed. */
    public Path root() {
        return root;
    }

    /** What the tree holds. */
    public TreeCounts counts() {
        return counts;
    }

    /** The entries in their order; to be closed. */
    public ListingReader entries() {
        return ListingReader.open(sorted);
    }

    /** Writes the listing with gzip; the stream is flushed, not closed. */
    public void writeGzip(OutputStream out) throws IOException {
        try (OutputStream gzip = FastGzip.onto(out)) {
            Files.copy(sorted, gzip);
        }
    }

    /** Removes the temporary files. */
    @Override
    public void close() {
        DurableFiles.deleteTree(work);
    }

    private static TreeCounts walk(Path root, ArchiveMode mode, Predicate<FileEntry> excluded, Path unsorted)
            throws IOException {
        TreeCounts[] counts = {TreeCounts.NONE};
        try (BufferedWriter lines = Files.newBufferedWriter(unsorted)) {
            new FolderWalk(root, mode, excluded).each(entry -> {
                counts[0] = counts[0].plus(entry);
                lines.write(EntryLine.of(entry));
                lines.write('\n');
            });
        }
        return counts[0];
    }

    private static void sort(Path unsorted, Path sorted, Path work) throws IOException {
        List<File> batches;
        try (BufferedReader lines = Files.newBufferedReader(unsorted)) {
            batches = ExternalSort.sortInBatch(lines, Files.size(unsorted), EntryLine.TREE_ORDER, SORT_FILES,
                    SORT_MEMORY, StandardCharsets.UTF_8, work.toFile(), false, 0, false, false);
        }
        ExternalSort.mergeSortedFiles(batches, sorted.toFile(), EntryLine.TREE_ORDER, StandardCharsets.UTF_8, false,
                false, false);
    }

    private static void removeAfter(Path own, Exception failure) {
        if (own != null) {
            try {
                DurableFiles.deleteTree(own);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
