package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Hashes;

/** A file of a set that is what its manifest says. */
public final class SealedArtifact {

    private SealedArtifact() {
    }

    /** The file, or the problem that it is missing, no file, or changed. Reads all of it. */
    public static Path checked(BackupSet set, Artifact artifact) {
        Path file = set.folder().resolve(artifact.path());
        if (!Files.exists(file)) {
            throw SetProblem.ARTIFACT_MISSING.exception("id", set.id(), "artifact", artifact.path());
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw SetProblem.NOT_A_FILE.exception("id", set.id(), "artifact", artifact.path());
        }
        try {
            String hash = Hashes.of(file);
            if (!hash.equals(artifact.sha256())) {
                throw SetProblem.HASH_DIFFERS.exception("id", set.id(), "artifact", artifact.path(), "actual", hash,
                        "expected", artifact.sha256());
            }
        } catch (IOException e) {
            throw SetProblem.ARTIFACT_MISSING.caused(e, "id", set.id(), "artifact", artifact.path());
        }
        return file;
    }
}
