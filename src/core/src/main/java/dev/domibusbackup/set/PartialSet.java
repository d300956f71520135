package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.SetProblem;

/**
 * A set that is being made: the folder {@code <id>.partial}. Nobody is offered it for a restore. {@link #seal} makes
 * it a {@link BackupSet}.
 */
public final class PartialSet {

    static final String SUFFIX = ".partial";
    private static final String WORK = ".work";

    private final SetId id;
    private final Path folder;
    private final Path sealed;
    private final WorkLedger ledger;

    PartialSet(SetId id, Path repository) {
        this.id = id;
        folder = repository.resolve(id.value() + SUFFIX);
        sealed = repository.resolve(id.value());
        DurableFiles.createPrivateFolder(folder.resolve(WORK));
        ledger = new WorkLedger(folder.resolve(WORK).resolve("ledger.json"));
    }

    public SetId id() {
        return id;
    }

    public Path folder() {
        return folder;
    }

    /** A folder for what the making needs and the set does not hold, on the repository's file system. */
    public Path workFolder() {
        return folder.resolve(WORK);
    }

    public WorkLedger ledger() {
        return ledger;
    }

    /** Begins an artifact; an unfinished one of the same name is given up. */
    public ArtifactOutput artifact(Component component, String path) {
        return new ArtifactOutput(folder, path, component);
    }

    /** Removes every piece that was taken in another quiet window than the given one, and its artifacts. */
    public void discardOtherWindows(String window) {
        discard(ledger.pieces().stream()
                .filter(piece -> piece.window() != null && !Objects.equals(piece.window(), window)).toList());
    }

    /** Removes pieces and their artifacts. */
    public void discard(List<WorkLedger.Piece> pieces) {
        try {
            for (WorkLedger.Piece piece : pieces) {
                for (Artifact artifact : piece.artifacts()) {
                    Files.deleteIfExists(folder.resolve(artifact.path()));
                }
            }
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", folder, "reason", e.getMessage());
        }
        ledger.forget(pieces);
    }

    /** All artifacts of all pieces, by path. */
    public List<Artifact> artifacts() {
        return ledger.pieces().stream().flatMap(piece -> piece.artifacts().stream())
                .sorted(Comparator.comparing(Artifact::path)).toList();
    }

    /**
     * The last act of a backup: manifest, SHA256SUMS and RESTORE.md are written, everything is synced, and the folder
     * gets its name.
     */
    public BackupSet seal(Manifest manifest) {
        try {
            checkListed(manifest);
            removeUnlisted(manifest);
            DurableFiles.write(folder.resolve(BackupSet.MANIFEST), Json.pretty(manifest));
            DurableFiles.write(folder.resolve(BackupSet.INSTRUCTIONS),
                    new RestoreInstructions(manifest).text().getBytes(StandardCharsets.UTF_8));
            DurableFiles.write(folder.resolve(BackupSet.SUMS), sums(manifest).getBytes(StandardCharsets.UTF_8));
            DurableFiles.deleteTree(workFolder());
            DurableFiles.syncFolder(folder);
            Files.move(folder, sealed, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(sealed.getParent());
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", folder, "reason", e.getMessage());
        }
        return new BackupSet(id, sealed);
    }

    /** Gives the set up. */
    public void delete() {
        DurableFiles.deleteTree(folder);
    }

    private String sums(Manifest manifest) throws IOException {
        String artifacts = manifest.artifacts().stream().map(artifact -> line(artifact.sha256(), artifact.path()))
                .collect(Collectors.joining());
        return artifacts + line(Hashes.of(folder.resolve(BackupSet.MANIFEST)), BackupSet.MANIFEST)
                + line(Hashes.of(folder.resolve(BackupSet.INSTRUCTIONS)), BackupSet.INSTRUCTIONS);
    }

    private static String line(String hash, String path) {
        return hash + "  " + path + "\n";
    }

    /** What is promised must be there before it is promised. */
    private void checkListed(Manifest manifest) throws IOException {
        for (Artifact artifact : manifest.artifacts()) {
            Path file = folder.resolve(artifact.path());
            if (!Files.isRegularFile(file)) {
                throw SetProblem.ARTIFACT_MISSING.exception("id", id, "artifact", artifact.path());
            }
            if (Files.size(file) != artifact.bytes()) {
                throw SetProblem.SIZE_DIFFERS.exception("id", id, "artifact", artifact.path(), "actual",
                        Files.size(file), "expected", artifact.bytes());
            }
        }
    }

    /** A piece given up by a crash may have left files that no piece names; they are not of the set. */
    private void removeUnlisted(Manifest manifest) throws IOException {
        Set<Path> listed = manifest.artifacts().stream().map(artifact -> folder.resolve(artifact.path()))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(workFolder()) && !listed.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
