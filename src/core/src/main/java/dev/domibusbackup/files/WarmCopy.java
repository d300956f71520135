package dev.domibusbackup.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Copies a folder while it is in use, and keeps a listing of what was taken reliably. A file that changed while it was
 * copied, or so shortly before that its times cannot tell, is in the archive but not in that listing, so that the
 * {@link Delta} takes it again.
 */
public final class WarmCopy {

    private final FolderArchive archive;

    public WarmCopy() {
        this(new FolderArchive(ArchiveMode.WARM));
    }

    WarmCopy(FolderArchive archive) {
        this.archive = archive;
    }

    /**
     * Takes the copy.
     *
     * @param folder   the folder; when it does not exist, archive and listing are empty
     * @param excluded what is left out, a folder with all its content
     * @param work     existing folder outside {@code folder} for temporary files
     * @param out      receives the archive; flushed, not closed
     * @param taken    where the listing of what was taken is written, with gzip when the name ends in {@code .gz};
     *                 needed for the {@link Delta}, not for a restore
     */
    public ArchiveResult take(Path folder, Predicate<FileEntry> excluded, Path work, OutputStream out, Path taken) {
        ArchiveResult[] result = new ArchiveResult[1];
        try (Listing listing = Listing.take(folder, ArchiveMode.WARM, excluded, work);
                ListingReader entries = listing.entries()) {
            DurableFiles.write(taken, file -> {
                try (OutputStream bytes = taken.toString().endsWith(".gz") ? FastGzip.onto(file) : file;
                        BufferedWriter lines =
                                new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
                    result[0] = archive.write(folder, entries, out, entry -> writeLine(lines, entry));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            });
        }
        return result[0];
    }

    private static void writeLine(BufferedWriter lines, FileEntry entry) {
        try {
            lines.write(EntryLine.of(entry));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
