package dev.domibusbackup.set;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** The folders of a set as what a restore takes. */
public final class FolderSources {

    private FolderSources() {
    }

    /**
     * One folder.
     *
     * @param set      the set
     * @param manifest its manifest
     * @param entry    the folder
     * @param target   where a folder of the manifest is to be restored to; the same path when nothing has moved
     */
    public static FolderSource of(BackupSet set, Manifest manifest, FolderEntry entry, UnaryOperator<Path> target) {
        return new FolderSource(entry.path(), entry.kind(), new ArchivedFolder(
                hashed(set, manifest, entry.archive()), hashed(set, manifest, entry.delta()),
                hashed(set, manifest, entry.listing()), entry.files(), entry.bytes()),
                target.apply(Path.of(entry.path())));
    }

    private static Hashed hashed(BackupSet set, Manifest manifest, String artifact) {
        if (artifact == null) {
            return null;
        }
        return manifest.artifacts().stream().filter(found -> found.path().equals(artifact)).findFirst()
                .map(found -> new Hashed(set.folder().resolve(artifact), found.sha256()))
                .orElseThrow(() -> SetProblem.ARTIFACT_MISSING.exception("id", set.id(), "artifact", artifact));
    }
}
