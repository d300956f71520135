package dev.domibusbackup.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.files.restore.FileTimes;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** The folders of a set, restored by the core from the command line. */
final class FilesRestore {

    /** The components that are folders of Domibus; those of the server are another command's. */
    static final Set<Component> COMPONENTS = Set.of(Component.CONFIGURATION, Component.PLUGINS, Component.PAYLOADS);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PREFIX = 40;

    private final BackupSet set;
    private final Manifest manifest;
    private final List<FolderEntry> folders;
    private final Map<Path, Path> moved;

    /**
     * Prepares one.
     *
     * @param components which; all when empty
     * @param moved      folders that are restored to another place, by their place in the set
     */
    FilesRestore(BackupSet set, Set<Component> components, Map<Path, Path> moved) {
        this.set = set;
        this.moved = moved;
        manifest = set.manifest();
        folders = manifest.folders().stream().filter(folder -> COMPONENTS.contains(folder.component()))
                .filter(folder -> components.isEmpty() || components.contains(folder.component())).toList();
        if (folders.isEmpty()) {
            throw OfflineProblem.NOT_IN_SET.exception("id", set.id(), "what", "such folders");
        }
    }

    List<FolderEntry> folders() {
        return folders;
    }

    /** Where a folder is restored to. */
    Path target(FolderEntry folder) {
        Path path = Path.of(folder.path());
        return moved.entrySet().stream().filter(each -> path.startsWith(each.getKey()))
                .max((a, b) -> a.getKey().getNameCount() - b.getKey().getNameCount())
                .map(each -> each.getValue().resolve(each.getKey().relativize(path)).normalize()).orElse(path);
    }

    /** Bytes of the archives, which are all read. */
    long bytes() {
        return folders.stream().flatMap(folder -> Stream.of(folder.archive(), folder.delta(), folder.listing()))
                .filter(Objects::nonNull).mapToLong(path -> artifact(path).bytes()).sum();
    }

    /**
     * The restore by the core: one that was begun and has not ended, or a new one.
     *
     * @param journal folder for its journal
     */
    FolderRestore in(Path journal, FileTimes times) {
        String name = set.id().value().replace('.', '_');
        String prefix = name.substring(0, Math.min(PREFIX, name.length())) + "-";
        Optional<FolderRestore.Begun> begun = FolderRestore.begun(journal)
                .filter(found -> !found.state().hasEnded() && found.id().startsWith(prefix));
        String id = begun.map(FolderRestore.Begun::id).orElseGet(() -> prefix + TIME.format(Instant.now()));
        List<FolderSource> sources = folders.stream().map(folder -> new FolderSource(folder.path(), folder.kind(),
                new ArchivedFolder(hashed(folder.archive()), hashed(folder.delta()), hashed(folder.listing()),
                        folder.files(), folder.bytes()), target(folder))).toList();
        List<Path> stores = manifest.folders().stream().filter(folder -> folder.component() == Component.PAYLOADS)
                .map(this::target).toList();
        return new FolderRestore(RestorePlan.of(id, sources, stores, times), journal);
    }

    /** Unpacks everything beside what is there, and removes it again. */
    void rehearse(FolderRestore restore, LongConsumer progress) {
        restore.stage(file -> new CountedStream(Files.newInputStream(file), progress));
        restore.undo();
    }

    /** Puts everything in place; what was there is kept. */
    static void run(FolderRestore restore, LongConsumer progress, Runnable begun) {
        if (restore.state().mayHaveReplaced()) {
            begun.run();
        }
        restore.stage(file -> new CountedStream(Files.newInputStream(file), progress));
        begun.run();
        restore.swap();
        restore.refreshTimes();
    }

    private Hashed hashed(String path) {
        return path == null ? null : new Hashed(set.folder().resolve(path), artifact(path).sha256());
    }

    private Artifact artifact(String path) {
        return manifest.artifacts().stream().filter(each -> each.path().equals(path)).findFirst()
                .orElseThrow(() -> SetProblem.ARTIFACT_MISSING.exception("id", set.id(), "artifact", path));
    }
}
