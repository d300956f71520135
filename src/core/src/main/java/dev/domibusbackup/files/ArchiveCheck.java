package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Proves archives by reading all of them; writes nothing. */
public final class ArchiveCheck {

    private ArchiveCheck() {
    }

    /** How an archive or a listing is opened, for who wants to watch or end its reading. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(Path file) throws IOException;
    }

    /**
     * What an archive holds.
     *
     * @param counts   its entries and bytes
     * @param warnings symbolic links that point out of it, at most {@value ArchiveResult#FIRST}
     */
    public record Content(TreeCounts counts, List<Problem> warnings) {

        public Content {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads an archive to its last byte.
     *
     * @throws dev.domibusbackup.problem.ProblemException when it is cut short or damaged, or an entry leads out of it
     */
    public static Content read(Path archive) {
        return read(archive, Files::newInputStream);
    }

    /** As {@link #read(Path)}, opening the archive in the given way. */
    public static Content read(Path archive, Opener opener) {
        TreeCounts counts = TreeCounts.NONE;
        List<Problem> warnings = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader(archive, opener)) {
            for (FileEntry entry = reader.next(); entry != null; entry = reader.next()) {
                counts = counts.plus(entry);
                if (leadsOut(entry) && warnings.size() < ArchiveResult.FIRST) {
                    warnings.add(FileProblem.LINK_LEADS_OUT.with("entry", entry.path(),
                            "archive", PathText.of(archive), "target", entry.target()));
                }
            }
        }
        return new Content(counts, warnings);
    }

    /**
     * Proves that archives unpacked one after the other, with what is not in the listing removed before the last,
     * yield the listing: every entry with its type, size, modification time, permissions, owner and link target. All
     * archives are read to their end.
     *
     * @param archives warm copy and delta, or a single archive; what a later one holds counts
     * @param listing  the listing of the quiet window
     * @return what the listing holds
     */
    public static TreeCounts checkAgainstListing(List<Path> archives, Path listing) {
        return checkAgainstListing(archives, listing, Files::newInputStream);
    }

    /** As {@link #checkAgainstListing(List, Path)}, opening archives and listing in the given way. */
    public static TreeCounts checkAgainstListing(List<Path> archives, Path listing, Opener opener) {
        return eachOfListing(archives, listing, opener, (entry, archive) -> { });
    }

    /** As {@link #checkAgainstListing(List, Path, Opener)}, and hands every entry over after its check. */
    static TreeCounts eachOfListing(List<Path> archives, Path listing, Opener opener,
                                    Unpacking.Visitor visitor) {
        List<ArchiveReader> newestFirst = new ArrayList<>();
        try (ListingReader entries = ListingReader.open(listing, opener)) {
            for (Path archive : archives) {
                newestFirst.add(0, new ArchiveReader(archive, opener));
            }
            newestFirst.forEach(ArchiveReader::next);
            TreeCounts counts = TreeCounts.NONE;
            while (entries.hasNext()) {
                FileEntry entry = entries.next();
                counts = counts.plus(entry);
                ArchiveReader newest = newestOf(entry, newestFirst, listing);
                if (entry.type() != FileEntry.Type.OTHER) {
                    String difference = difference(entry, newest == null ? null : newest.current());
                    if (difference != null) {
                        throw incomplete(entry, listing, difference);
                    }
                    visitor.visit(entry, newest);
                }
                pass(entry, newestFirst);
            }
            rest(newestFirst, listing);
            return counts;
        } finally {
            newestFirst.forEach(ArchiveReader::close);
        }
    }

    /** Moves all readers up to the entry; the newest that has it, or {@code null}. */
    private static ArchiveReader newestOf(FileEntry entry, List<ArchiveReader> newestFirst, Path listing) {
        ArchiveReader newest = null;
        for (ArchiveReader reader : newestFirst) {
            while (reader.current() != null && FileEntry.TREE_ORDER.compare(reader.current(), entry) < 0) {
                skip(reader, newestFirst, listing);
            }
            if (newest == null && isAt(reader, entry)) {
                newest = reader;
            }
        }
        return newest;
    }

    private static void pass(FileEntry entry, List<ArchiveReader> readers) {
        readers.stream().filter(reader -> isAt(reader, entry)).forEach(ArchiveReader::next);
    }

    private static boolean isAt(ArchiveReader reader, FileEntry entry) {
        return reader.current() != null && reader.current().path().equals(entry.path());
    }

    private static void rest(List<ArchiveReader> newestFirst, Path listing) {
        for (ArchiveReader reader : newestFirst) {
            while (reader.current() != null) {
                skip(reader, newestFirst, listing);
            }
        }
    }

    /** Passes an entry that the listing does not have; the newest archive may not have such. */
    private static void skip(ArchiveReader reader, List<ArchiveReader> newestFirst, Path listing) {
        if (reader == newestFirst.get(0)) {
            throw incomplete(reader.current(), listing, "it is in the newest archive, but not in the listing");
        }
        reader.next();
    }

    private static String difference(FileEntry listed, FileEntry archived) {
        if (archived == null) {
            return "it is missing";
        }
        if (listed.type() != archived.type()) {
            return listed.type() + " in the listing, " + archived.type() + " in the archive";
        }
        if (listed.size() != archived.size()) {
            return listed.size() + " bytes in the listing, " + archived.size() + " in the archive";
        }
        if (!listed.modified().equals(archived.modified())) {
            return "of " + listed.modified() + " in the listing, of " + archived.modified() + " in the archive";
        }
        if (listed.mode() != archived.mode() || listed.uid() != archived.uid() || listed.gid() != archived.gid()) {
            return "its permissions or owner differ";
        }
        return listed.target().equals(archived.target()) ? null : "its target differs";
    }

    private static RuntimeException incomplete(FileEntry entry, Path listing, String difference) {
        return FileProblem.ARCHIVE_INCOMPLETE.exception("entry", entry.path(), "listing", PathText.of(listing),
                "difference", difference);
    }

    /** Whether a link's target, taken by its text, lies outside the archive. */
    private static boolean leadsOut(FileEntry entry) {
        if (entry.type() != FileEntry.Type.SYMLINK) {
            return false;
        }
        if (entry.target().startsWith("/")) {
            return true;
        }
        int depth = Collections.frequency(List.of(entry.path().split("")), "/");
        for (String name : entry.target().split("/")) {
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
