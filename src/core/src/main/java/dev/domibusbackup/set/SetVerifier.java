package dev.domibusbackup.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.Manifest.QueueEntry;

/**
 * Reads everything of a sealed set and says all that is wrong with it: the manifest, every file by size and SHA-256,
 * SHA256SUMS, and what the files hold: every message, every archive, every dump to its footer, all counted. Writes
 * nothing. Memory grows with the number of artifacts, as the manifest does, and with nothing else.
 *
 * <p>The folder is searched and the manifest believed neither alone: what the manifest names must exist as a file, and
 * what exists must be named.
 */
public final class SetVerifier {

    private static final Set<String> OWN = Set.of(BackupSet.MANIFEST, BackupSet.SUMS, BackupSet.INSTRUCTIONS);

    private final BackupSet set;
    private final Set<String> sealedHashes;
    private final VerificationRun run;
    private final ContentCheck content;
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> noFiles = new HashSet<>();
    private final Set<String> readable = new HashSet<>();
    private long bytes;

    private SetVerifier(BackupSet set, Set<String> sealedHashes, VerificationWatcher watcher) {
        this.set = set;
        this.sealedHashes = sealedHashes;
        run = new VerificationRun(set, watcher);
        content = new ContentCheck(run);
    }

    /**
     * Verifies a set.
     *
     * @param sealedHash the manifest's SHA-256 from the seal, where it is known: {@link SetNotes#manifestHash()}
     * @return what was found; a problem of the set is in it and never thrown
     */
    public static SetVerification verify(BackupSet set, Optional<String> sealedHash, VerificationWatcher watcher) {
        return verify(set, sealedHash.map(Set::of).orElse(Set.of()), watcher);
    }

    /** Verifies a set of a repository, with all that this knows of the manifest's SHA-256 at the seal. */
    public static SetVerification verify(Repository repository, BackupSet set, VerificationWatcher watcher) {
        return verify(set, repository.sealedHashes(set.id()), watcher);
    }

    private static SetVerification verify(BackupSet set, Set<String> sealedHashes, VerificationWatcher watcher) {
        SetVerifier verifier = new SetVerifier(set, sealedHashes, watcher);
        boolean stopped = false;
        try {
            verifier.verify();
        } catch (VerificationRun.Stopped e) {
            stopped = true;
        }
        return verifier.result(stopped);
    }

    private SetVerification result(boolean stopped) {
        return new SetVerification(set.id(), readable.size(), bytes, content.messages(), content.rows(),
                content.files(), run.problems(), run.moreProblems(), stopped);
    }

    private void verify() {
        if (!Files.isRegularFile(run.path(BackupSet.MANIFEST), LinkOption.NOFOLLOW_LINKS)) {
            run.add((Files.exists(run.path(BackupSet.MANIFEST), LinkOption.NOFOLLOW_LINKS)
                    ? SetProblem.NOT_A_FILE : SetProblem.ARTIFACT_MISSING)
                    .with("artifact", BackupSet.MANIFEST, "id", set.id()));
            return;
        }
        run.attempt(run.path(BackupSet.MANIFEST), this::manifestHash);
        Manifest[] read = new Manifest[1];
        if (!run.attempt(run.path(BackupSet.MANIFEST), () -> read[0] = set.manifest())) {
            return;
        }
        Manifest manifest = read[0];
        index(manifest);
        run.attempt(set.folder(), this::searchFolder);
        missing();
        Map<String, Runnable> contents = contents(manifest);
        expect(contents);
        artifacts.values().stream().filter(artifact -> sizes.containsKey(artifact.path())).forEach(this::hash);
        sums();
        contents.values().forEach(Runnable::run);
    }

    private void manifestHash() {
        String actual = set.manifestHash();
        sealedHashes.stream().filter(hash -> !hash.equals(actual)).forEach(hash -> run.add(
                SetProblem.MANIFEST_CHANGED.with("id", set.id(), "actual", actual, "expected", hash)));
    }

    private void index(Manifest manifest) {
        if (!manifest.id().equals(set.id())) {
            contradicts("it says that it is of the set " + manifest.id());
        }
        for (Artifact artifact : manifest.artifacts()) {
            if (OWN.contains(artifact.path()) || !isPath(artifact.path())) {
                contradicts(artifact.path() + " cannot be an artifact");
            } else if (artifacts.putIfAbsent(artifact.path(), artifact) != null) {
                contradicts(artifact.path() + " is named twice");
            }
        }
    }

    private boolean isPath(String artifact) {
        try {
            return !artifact.isEmpty() && run.path(artifact).toString().equals(set.folder() + "/" + artifact);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void searchFolder() throws IOException {
        Files.walkFileTree(set.folder(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                run.checkStop();
                found(set.folder().relativize(file).toString(), attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                run.add(FileProblem.NOT_READABLE.with("path", file, "reason", VerificationRun.reason(e)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void found(String path, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            if (artifacts.containsKey(path) || OWN.contains(path)) {
                noFiles.add(path);
            }
            run.add(SetProblem.NOT_A_FILE.with("artifact", path, "id", set.id()));
        } else if (artifacts.containsKey(path) || OWN.contains(path)) {
            sizes.put(path, attributes.size());
        } else {
            run.add(SetProblem.ARTIFACT_UNKNOWN.with("artifact", path, "id", set.id()));
        }
    }

    private void missing() {
        artifacts.keySet().forEach(this::missing);
        OWN.forEach(this::missing);
    }

    private void missing(String path) {
        if (!sizes.containsKey(path) && !noFiles.contains(path)) {
            run.add(SetProblem.ARTIFACT_MISSING.with("artifact", path, "id", set.id()));
        }
    }

    private void expect(Map<String, Runnable> contents) {
        long expected = 0;
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            expected += file.getValue() * (contents.containsKey(file.getKey()) ? 2 : 1);
        }
        run.expect(expected);
    }

    private void hash(Artifact artifact) {
        long size = sizes.get(artifact.path());
        if (size != artifact.bytes()) {
            run.add(SetProblem.SIZE_DIFFERS.with("artifact", artifact.path(), "id", set.id(), "actual", size,
                    "expected", artifact.bytes()));
        }
        run.attempt(run.path(artifact.path()), () -> {
            String actual = hash(artifact.path());
            readable.add(artifact.path());
            bytes += size;
            if (!actual.equals(artifact.sha256())) {
                run.add(SetProblem.HASH_DIFFERS.with("artifact", artifact.path(), "id", set.id(), "actual", actual,
                        "expected", artifact.sha256()));
            }
        });
    }

    private String hash(String path) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = run.open(run.path(path))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void sums() {
        if (!sizes.keySet().containsAll(OWN)) {
            return;
        }
        run.attempt(run.path(BackupSet.SUMS), () -> {
            Map<String, String> expected = new LinkedHashMap<>();
            artifacts.values().forEach(artifact -> expected.put(artifact.path(), artifact.sha256()));
            expected.put(BackupSet.MANIFEST, hash(BackupSet.MANIFEST));
            expected.put(BackupSet.INSTRUCTIONS, hash(BackupSet.INSTRUCTIONS));
            new SumsCheck(run, expected).check();
        });
    }

    /** What is to be read in each file that holds something to count; by the path of each file it reads. */
    private Map<String, Runnable> contents(Manifest manifest) {
        Map<String, Runnable> contents = new LinkedHashMap<>();
        for (QueueEntry entry : manifest.queues()) {
            content(contents, "queue " + entry.name(), List.of(entry.artifact()),
                    files -> content.messages(entry, files.get(0)));
        }
        for (DatabaseEntry entry : manifest.databases()) {
            content(contents, "schema " + entry.schema(), List.of(entry.artifact()), files -> {
                if (entry.engine().equals(ContentCheck.MYSQL)) {
                    content.dump(entry, files.get(0));
                }
            });
        }
        for (FolderEntry entry : manifest.folders()) {
            if (entry.delta() == null) {
                content(contents, "folder " + entry.path(), List.of(entry.archive()),
                        files -> content.folder(entry, files.get(0)));
            } else {
                content(contents, "folder " + entry.path(), List.of(entry.listing(), entry.archive(), entry.delta()),
                        files -> content.joined(entry, files.get(0)));
            }
        }
        artifacts.keySet().stream().filter(path -> path.endsWith(".tar.gz") && !contents.containsKey(path)).toList()
                .forEach(path -> content(contents, "archive " + path, List.of(path),
                        files -> content.archive(files.get(0))));
        return contents;
    }

    @FunctionalInterface
    private interface Reading {
        void read(List<Artifact> files) throws IOException;
    }

    private void content(Map<String, Runnable> contents, String what, List<String> paths, Reading reading) {
        for (String path : paths) {
            if (!artifacts.containsKey(path)) {
                contradicts("the " + what + " lies in " + path + ", which is no artifact");
                return;
            }
            if (contents.containsKey(path)) {
                contradicts("the " + what + " lies in " + path + ", and so does something else");
                return;
            }
        }
        // the work hangs on the first file alone; the others are noted so that they are not read on their own
        paths.forEach(path -> contents.put(path, () -> { }));
        contents.put(paths.get(0), () -> {
            if (readable.containsAll(paths)) {
                run.attempt(run.path(paths.get(0)), () -> reading.read(paths.stream().map(artifacts::get).toList()));
            }
        });
    }

    private void contradicts(String contradiction) {
        run.add(SetProblem.MANIFEST_CONTRADICTS.with("id", set.id(), "contradiction", contradiction));
    }
}
