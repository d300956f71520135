package dev.domibusbackup.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the content of a folder lies in a set, and what it must be.
 *
 * @param archive the archive
 * @param delta   what changed between archive and cut, {@code null} if the archive was taken in the window
 * @param listing the full listing at the cut, {@code null} likewise
 * @param files   number of files
 * @param bytes   their size
 */
public record ArchivedFolder(Hashed archive, Hashed delta, Hashed listing, long files, long bytes) {

    /**
     * A file and its hash.
     *
     * @param file   the file
     * @param sha256 64 hexadecimal digits
     */
    public record Hashed(Path file, String sha256) {

        public Hashed {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    public ArchivedFolder {
        Objects.requireNonNull(archive, "archive");
        if ((delta == null) != (listing == null)) {
            throw new IllegalArgumentException("a delta goes with a listing: " + archive);
        }
    }

    /** Archive and delta, in the order of time. */
    List<Path> archives() {
        return Stream.of(archive, delta).filter(Objects::nonNull).map(Hashed::file).toList();
    }

    List<Hashed> all() {
        return Stream.of(archive, delta, listing).filter(Objects::nonNull).toList();
    }
}
