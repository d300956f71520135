package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;

/** The folder of all backup sets, with what changes about them in {@code .catalog}. */
public final class Repository {

    private static final String CATALOG = ".catalog";
    static final String DELETED = ".deleted";

    /** One for all: each use of a repository opens it anew. */
    private static final Object CHANGE = new Object();
    /** Folders that this process is removing just now: no other opening of the repository may take them for left. */
    private static final Set<Path> DELETING = ConcurrentHashMap.newKeySet();

    private final Path root;

    /** Opens a repository; the folder is made if it is missing. */
    public Repository(Path root) {
        this(root.toAbsolutePath().normalize(), false);
        DurableFiles.createPrivateFolder(this.root.resolve(CATALOG));
        if (!Files.isWritable(this.root)) {
            throw SetProblem.REPOSITORY_UNUSABLE.exception("repository", root, "reason", "it is not writable");
        }
        removeHalfDeleted();
    }

    private Repository(Path root, boolean mustExist) {
        this.root = root;
        if (mustExist && !Files.isDirectory(root)) {
            throw SetProblem.REPOSITORY_UNUSABLE.exception("repository", root, "reason", "it is not a folder");
        }
    }

    /** Opens an existing repository to read from it, which changes nothing, so that it may be mounted read-only. */
    public static Repository toRead(Path root) {
        return new Repository(root.toAbsolutePath().normalize(), true);
    }

    /** Whether there is a repository already. */
    public static boolean exists(Path root) {
        return Files.isDirectory(root.resolve(CATALOG));
    }

    public Path root() {
        return root;
    }

    /** The audit of everything done with this repository and its installation. */
    public Audit audit() {
        return new Audit(root.resolve(CATALOG).resolve("audit.jsonl"));
    }

    /** All sealed sets, newest first. */
    public List<BackupSet> sets() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString()).filter(SetId::isId).map(SetId::new)
                    .filter(this::contains).sorted(Comparator.reverseOrder()).map(this::find).toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The newest sealed set, or the problem DB-SET-023. */
    public BackupSet newest() {
        return sets().stream().findFirst()
                .orElseThrow(() -> SetProblem.NO_SETS.exception("repository", root));
    }

    /** The sealed set of that id, or the problem DB-SET-003. */
    public BackupSet find(SetId id) {
        Path folder = root.resolve(id.value());
        if (!Files.isRegularFile(folder.resolve(BackupSet.MANIFEST))) {
            throw SetProblem.UNKNOWN.exception("id", id, "repository", root);
        }
        return new BackupSet(id, folder);
    }

    public boolean contains(SetId id) {
        return Files.isRegularFile(root.resolve(id.value()).resolve(BackupSet.MANIFEST));
    }

    /** The set in the making of that id; begun if it does not exist. */
    public PartialSet partial(SetId id) {
        return new PartialSet(id, root);
    }

    /** An id that no set here has, sealed or in the making. */
    public SetId newId(Instant now, Optional<String> label) {
        Instant instant = now;
        SetId id = SetId.of(instant, label);
        while (Files.exists(root.resolve(id.value())) || Files.exists(root.resolve(id.value() + PartialSet.SUFFIX))) {
            instant = instant.plusMillis(1);
            id = SetId.of(instant, label);
        }
        return id;
    }

    public SetNotes notes(SetId id) {
        Path file = notesFile(id);
        if (!Files.exists(file)) {
            return SetNotes.NONE;
        }
        try {
            return Json.mapper().readValue(file.toFile(), SetNotes.class);
        } catch (IOException e) {
            throw SetProblem.CATALOG_UNREADABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    /** Changes the notes of a set durably. */
    public SetNotes changeNotes(SetId id, UnaryOperator<SetNotes> change) {
        synchronized (CHANGE) {
            SetNotes changed = change.apply(notes(id));
            DurableFiles.write(notesFile(id), Json.pretty(changed));
            return changed;
        }
    }

    /**
     * Removes a set; refuses a pinned one. Renamed first, so that half a set is never taken for one.
     *
     * @param entry is audited once the set is no longer there and before its files are removed
     */
    public void delete(SetId id, Audit.Entry entry) {
        BackupSet set = find(id);
        Path away = root.resolve(id.value() + DELETED);
        synchronized (CHANGE) {
            if (notes(id).pinned()) {
                throw SetProblem.PINNED.exception("id", id);
            }
            DELETING.add(away);
            try {
                Files.move(set.folder(), away, StandardCopyOption.ATOMIC_MOVE);
                DurableFiles.syncFolder(root);
                Files.deleteIfExists(notesFile(id));
            } catch (IOException e) {
                DELETING.remove(away);
                throw SetProblem.WRITE_FAILED.caused(e, "path", set.folder(), "reason", e.getMessage());
            }
        }
        try {
            audit().append(entry);
            DurableFiles.deleteTree(away);
        } finally {
            DELETING.remove(away);
        }
    }

    /** Whether a set was removed here at a time or later, as the audit tells, or is being removed. */
    public boolean wasDeletedSince(SetId id, Instant time) {
        return Files.exists(root.resolve(id.value() + DELETED)) || audit().lastOf(entry ->
                entry.subject().equals(id.value()) && entry.result().equals("ok")
                && Audit.REMOVALS.contains(entry.action()) && !entry.at().isBefore(time)).isPresent();
    }

    /**
     * SHA-256 of a set's manifest at its seal, as far as it is known: beside the set, and in the audit. More than one
     * if somebody changed one of the two.
     */
    public Set<String> sealedHashes(SetId id) {
        Set<String> hashes = new TreeSet<>();
        Optional.ofNullable(notes(id).manifestHash()).ifPresent(hashes::add);
        audit().lastOf(entry -> entry.action().equals(Audit.SEALED) && entry.subject().equals(id.value()))
                .map(entry -> entry.details().get(Audit.MANIFEST_HASH)).ifPresent(hashes::add);
        return hashes;
    }

    /** What a deletion left behind when its process died, perhaps before it was audited. */
    private void removeHalfDeleted() {
        List<Path> left;
        try (Stream<Path> folders = Files.list(root)) {
            left = folders.filter(folder -> isHalfDeleted(folder.getFileName().toString())).toList();
        } catch (IOException e) {
            throw unusable(e);
        }
        for (Path folder : left) {
            if (DELETING.add(folder)) {
                try {
                    finishDeletion(folder);
                } finally {
                    DELETING.remove(folder);
                }
            }
        }
    }

    private void finishDeletion(Path folder) {
        String name = folder.getFileName().toString();
        SetId id = new SetId(name.substring(0, name.length() - DELETED.length()));
        try {
            // a set of that id may have been copied in since; its notes are not those of this one
            if (!contains(id)) {
                Files.deleteIfExists(notesFile(id));
                audit().append(new Audit.Entry(Instant.now(), "recovery", Audit.DELETION_FINISHED, id.value(), "ok",
                        Map.of()));
            }
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", folder, "reason", e.getMessage());
        }
        DurableFiles.deleteTree(folder);
    }

    private static boolean isHalfDeleted(String name) {
        return name.endsWith(DELETED) && SetId.isId(name.substring(0, name.length() - DELETED.length()));
    }

    private Path notesFile(SetId id) {
        return root.resolve(CATALOG).resolve(id.value() + ".json");
    }

    private ProblemException unusable(IOException e) {
        return SetProblem.REPOSITORY_UNUSABLE.caused(e, "repository", root, "reason", String.valueOf(e));
    }
}
