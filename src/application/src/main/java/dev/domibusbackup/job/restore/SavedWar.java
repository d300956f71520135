package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Hashes;

/**
 * The WAR of a set.
 *
 * @param artifact the WAR itself, or the archive of an exploded one
 * @param name     name of the file that it was deployed as
 * @param exploded whether it is the archive of a folder
 */
record SavedWar(Artifact artifact, String name, boolean exploded) {

    private static final String FOLDER = "application/";
    private static final String ARCHIVE = ".tar.gz";

    /** @throws dev.domibusbackup.problem.ProblemException when the set has none, or several */
    static SavedWar of(RestoreRun run) {
        List<Artifact> found = run.manifest().artifacts().stream()
                .filter(artifact -> artifact.component() == Component.APPLICATION).toList();
        if (found.size() != 1 || !found.get(0).path().startsWith(FOLDER)) {
            throw RestoreServerProblem.WAR_MISSING.exception("set", run.set().id(),
                    "found", found.stream().map(Artifact::path).toList());
        }
        String file = found.get(0).path().substring(FOLDER.length());
        boolean exploded = file.endsWith(ARCHIVE);
        return new SavedWar(found.get(0), exploded ? file.substring(0, file.length() - ARCHIVE.length()) : file,
                exploded);
    }

    Path file(RestoreRun run) {
        return run.set().folder().resolve(artifact.path());
    }

    /** The version of Domibus that the set was made of. */
    static Optional<String> version(RestoreRun run) {
        return Optional.ofNullable(run.manifest().installation()).map(installation -> installation.path("version"))
                .filter(version -> version.isTextual()).map(version -> version.asText());
    }

    /** Whether the deployment has this very content; of exploded ones that is known when they are compared. */
    boolean isContentOf(DomibusDeployment domibus) {
        Path here = Path.of(domibus.archive());
        return !exploded && Files.isRegularFile(here) && hash(here).equals(artifact.sha256());
    }

    static String hash(Path file) {
        try {
            return Hashes.of(file);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }
}
