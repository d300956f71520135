package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchivedFolder;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * A folder of a set and where it goes.
 *
 * @param path    where it lay, as the manifest says
 * @param kind    what it is, as the manifest says
 * @param content its archives
 * @param target  where it is restored to
 */
public record FolderSource(String path, String kind, ArchivedFolder content, Path target) {

    private static final Set<String> PURGED_BY_AGE = Set.of("fs-plugin", "temporary");

    public FolderSource {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(target, "target");
    }

    /** Which part of the target it stands for. */
    public Share share() {
        return Share.of(kind);
    }

    /** Whether Domibus removes its files by their age. */
    public boolean isPurgedByAge() {
        return PURGED_BY_AGE.contains(kind);
    }
}
