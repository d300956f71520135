package dev.domibusbackup.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.function.Predicate;

import dev.domibusbackup.problem.FileProblem;

/**
 * Writes several trees into one {@code tar.gz}, each under a name of its own. They must be added in {@link #ORDER}, and
 * none may lie below another: {@link ArchiveCheck} refuses an archive that is out of order or names an entry twice.
 */
public final class JoinedArchive implements AutoCloseable {

    /** The order of names, in which the trees are to be added; it is not that of their strings. */
    public static final Comparator<String> ORDER = FileEntry::comparePaths;

    private final ArchiveMode mode;
    private final TarWriter tar;

    /**
     * Begins an archive.
     *
     * @param out receives it; flushed at the end, not closed
     */
    public JoinedArchive(ArchiveMode mode, OutputStream out) {
        this.mode = mode;
        try {
            tar = new TarWriter(out);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /**
     * Adds a tree or a single file.
     *
     * @param name     path inside the archive as it is, without a slash at its beginning
     * @param tree     a folder or file; a link is followed, those beneath it are not; none is nothing
     * @param excluded what is left out, a folder with all its content
     * @param work     existing folder for temporary files
     */
    public ArchiveResult add(String name, Path tree, Predicate<FileEntry> excluded, Path work) {
        try {
            if (Files.isRegularFile(tree)) {
                Path file = tree.toRealPath();
                tar.as(PathText.of(Path.of(name)));
                ArchiveRun run = run(file.getParent());
                FileEntry entry = FileEntry.of(file.getParent(), file);
                run.add(entry);
                return run.result();
            }
            tar.under(PathText.of(Path.of(name)));
            try (Listing listing = Listing.take(tree, mode, excluded, work);
                    ListingReader entries = listing.entries()) {
                ArchiveRun run = run(Files.exists(tree) ? tree.toRealPath() : tree);
                while (entries.hasNext()) {
                    run.add(entries.next());
                }
                return run.result();
            }
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private ArchiveRun run(Path root) {
        return new ArchiveRun(root, mode, Clock.systemUTC(),
                file -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), tar, entry -> { });
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private static RuntimeException notWritable(IOException e) {
        return FileProblem.NOT_WRITABLE.caused(e, "path", "The joined archive", "reason", Reason.of(e));
    }
}
