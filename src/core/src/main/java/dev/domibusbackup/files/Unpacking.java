package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Unpacks a folder of a set and proves on the way that it is what was saved: hashes, every entry against the listing,
 * files and bytes against the manifest. Archives that lead out of their folder are refused before anything is written
 * outside.
 */
public final class Unpacking {

    private Unpacking() {
    }

    /**
     * What the unpacked gets besides its content; modes always.
     *
     * @param owners owner and group; only root may give them
     * @param times  modification times; without, they are those of the unpacking
     * @param ofRoot whether the root gets any; without, it stays private
     */
    public record Attributes(boolean owners, boolean times, boolean ofRoot) {
    }

    /**
     * Unpacks; warm copy and delta in one pass, so that nothing is written that had gone by the cut.
     *
     * @param from       the archives
     * @param into       a folder that is made, or holds nothing of the same names
     * @param attributes what the unpacked gets
     * @param opener     opens the archives, for who wants to watch or end their reading
     * @return the entry of the root; {@code null} when the folder did not exist at the cut, and nothing was made
     */
    public static FileEntry unpack(ArchivedFolder from, Path into, Attributes attributes,
                                   ArchiveCheck.Opener opener) {
        HashingOpener hashing = new HashingOpener(opener);
        TreeWriter writer = new TreeWriter(into, attributes);
        TreeCounts counts = from.listing() == null ? single(from, hashing, writer::add)
                : ArchiveCheck.eachOfListing(from.archives(), from.listing().file(), hashing, writer::add);
        FileEntry root = writer.end();
        check(from, hashing, counts);
        return root;
    }

    private static void check(ArchivedFolder from, HashingOpener hashing, TreeCounts counts) {
        hashing.check(from.all());
        if (counts.files() != from.files() || counts.bytes() != from.bytes()) {
            throw RestoreFilesProblem.COUNT_DIFFERS.exception("archive", PathText.of(from.archive().file()),
                    "files", counts.files(), "bytes", counts.bytes(), "expectedFiles", from.files(),
                    "expectedBytes", from.bytes());
        }
    }

    /** Proves that an unpacked folder reads as it is in the archives, byte for byte. */
    public static void compare(ArchivedFolder from, Path unpacked, ArchiveCheck.Opener opener) {
        UnpackedComparison comparison = new UnpackedComparison(unpacked);
        if (from.listing() == null) {
            single(from, opener, comparison::visit);
        } else {
            ArchiveCheck.eachOfListing(from.archives(), from.listing().file(), opener, comparison::visit);
        }
    }

    /**
     * Hands every entry of an archive over, with a reader for its content, and proves hash and counts at the end.
     *
     * @param from what must be a single archive
     */
    public static void each(ArchivedFolder from, ArchiveCheck.Opener opener, Visitor visitor) {
        HashingOpener hashing = new HashingOpener(opener);
        TreeCounts counts = single(from, hashing, visitor);
        check(from, hashing, counts);
    }

    /** What is done with an entry. */
    @FunctionalInterface
    public interface Visitor {
        void visit(FileEntry entry, ArchiveReader archive);
    }

    /** Makes a single file or link, which must not exist; the content of a file comes from the archive. */
    public static void put(FileEntry entry, ArchiveReader archive, Path place, Attributes attributes) {
        try {
            TreeWriter.put(entry, archive, place, attributes);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(place), "reason", Reason.of(e));
        }
    }

    private static TreeCounts single(ArchivedFolder from, ArchiveCheck.Opener opener, Visitor visitor) {
        TreeCounts counts = TreeCounts.NONE;
        try (ArchiveReader reader = new ArchiveReader(from.archive().file(), opener)) {
            for (FileEntry entry = reader.next(); entry != null; entry = reader.next()) {
                visitor.visit(entry, reader);
                counts = counts.plus(entry);
            }
        }
        return counts;
    }
}
