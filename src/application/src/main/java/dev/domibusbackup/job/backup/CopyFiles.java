package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.domibusbackup.domibus.ConfigLocation;
import dev.domibusbackup.domibus.OutsideFile;
import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.Delta;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.files.JoinedArchive;
import dev.domibusbackup.files.TreeCounts;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.server.MessageStore;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.WorkLedger.Piece;

import static dev.domibusbackup.job.backup.Pieces.json;

/**
 * Copies files in the quiet window: the deltas of what was copied before, FS-plugin and temporary folders,
 * configuration, plugins, the WAR, logs, the stores of a broker that has ended with Domibus.
 */
public final class CopyFiles implements BackupStep {

    private static final Set<String> PLUGIN_FOLDERS = Set.of("plugins", "extensions");
    /** The embedded broker's stores belong to the component messages, not to the configuration. */
    private static final String BROKER_FOLDER = "work";

    @Override
    public void run(BackupRun run) {
        Progress progress = run.progress("files", "bytes");
        if (run.takes(Component.PAYLOADS)) {
            for (StoreFolder folder : StoreFolder.of(run.installation())) {
                once(run, folder.piece(), () -> folder.isWarm() ? delta(run, folder, progress)
                        : whole(run, folder.store().folder(), Component.PAYLOADS, folder.kind(),
                                folder.domain().orElse(null), folder.archive(), entry -> false, progress));
            }
        }
        if (run.takes(Component.CONFIGURATION)) {
            configuration(run, progress);
        }
        if (run.takes(Component.PLUGINS)) {
            Path folder = configurationFolder(run);
            once(run, Pieces.FOLDER + "plugins", () -> whole(run, folder, Component.PLUGINS, "plugins", null,
                    "plugins.tar.gz", entry -> !PLUGIN_FOLDERS.contains(topOf(entry)), progress));
        }
        if (run.takes(Component.APPLICATION)) {
            once(run, Pieces.FILE + "war", () -> war(run, progress));
        }
        if (run.takes(Component.SERVER)) {
            new ServerFilesCopy(run).logs();
        }
        if (run.takes(Component.MESSAGES)) {
            for (MessageStore store : run.server().messageStores()) {
                once(run, Pieces.FOLDER + store.name(), () -> messageStore(run, store, progress));
            }
            run.server().messageWarnings().forEach(run::warn);
        }
    }

    private static Taken messageStore(BackupRun run, MessageStore store, Progress progress) {
        String archive = "messages/" + store.name() + ".tar.gz";
        try (ArtifactOutput output = run.set().artifact(Component.MESSAGES, archive)) {
            ArchiveResult result = run.server().archive(store, run.work(),
                    new StoppableStream(output.stream(), run, progress));
            result.warnings().forEach(run::warn);
            return new Taken(List.of(output.commit(counts(result.counts()))), new FolderEntry(
                    store.folder().toString(), Component.MESSAGES, store.name(), null, archive, null, null,
                    result.counts().files(), result.counts().bytes()));
        }
    }

    private static void configuration(BackupRun run, Progress progress) {
        Path folder = configurationFolder(run);
        Set<Path> stores = stores(run);
        once(run, Pieces.FOLDER + "configuration", () -> whole(run, folder, Component.CONFIGURATION, "configuration",
                null, "configuration.tar.gz",
                entry -> PLUGIN_FOLDERS.contains(topOf(entry)) || BROKER_FOLDER.equals(topOf(entry))
                        || stores.contains(entry.in(folder)), progress));
        List<OutsideFile> outside = run.installation().outside().stream().filter(OutsideFile::present).toList();
        if (!outside.isEmpty()) {
            once(run, Pieces.FOLDER + "outside", () -> outside(run, outside, progress));
        }
    }

    /** What lies inside the configuration folder and belongs to the components payloads or messages alone. */
    private static Set<Path> stores(BackupRun run) {
        Set<Path> stores = new HashSet<>();
        run.installation().stores().forEach(store -> stores.addAll(List.of(store.folder(), store.configured())));
        run.server().messageStores().forEach(store -> stores.add(store.folder()));
        return stores;
    }

    private static String topOf(FileEntry entry) {
        int slash = entry.path().indexOf('/');
        return slash < 0 ? entry.path() : entry.path().substring(0, slash);
    }

    private static Path configurationFolder(BackupRun run) {
        return run.installation().location().map(ConfigLocation::folder).orElseThrow();
    }

    private static void once(BackupRun run, String piece, Supplier<Taken> work) {
        run.checkStop();
        if (!run.set().ledger().has(piece, run.windowId())) {
            Taken taken = work.get();
            run.set().ledger().record(new Piece(piece, run.windowId(), taken.artifacts(),
                    taken.entry() == null ? null : json(taken.entry())));
        }
    }

    private record Taken(List<Artifact> artifacts, FolderEntry entry) {
    }

    private static Taken delta(BackupRun run, StoreFolder folder, Progress progress) {
        try (ArtifactOutput delta = run.set().artifact(Component.PAYLOADS, folder.delta());
                ArtifactOutput listing = run.set().artifact(Component.PAYLOADS, folder.listing())) {
            Delta.Result result = new Delta().take(folder.store().folder(), entry -> false, run.work(),
                    run.work().resolve(folder.takenListing()), new StoppableStream(delta.stream(), run, progress),
                    listing.stream());
            result.archive().warnings().forEach(run::warn);
            TreeCounts state = result.state();
            List<Artifact> artifacts = List.of(delta.commit(counts(result.archive().counts())),
                    listing.commit(Map.of("entries", state.entries())));
            return new Taken(artifacts, new FolderEntry(folder.store().configured().toString(), Component.PAYLOADS,
                    folder.kind(), folder.domain().orElse(null), folder.archive(), folder.delta(), folder.listing(),
                    state.files(), state.bytes()));
        }
    }

    private static Taken whole(BackupRun run, Path folder, Component component, String kind, String domain,
                               String archive, Predicate<FileEntry> excluded, Progress progress) {
        try (ArtifactOutput output = run.set().artifact(component, archive)) {
            ArchiveResult result = new FolderArchive(ArchiveMode.QUIET).write(folder, excluded, run.work(),
                    new StoppableStream(output.stream(), run, progress));
            result.warnings().forEach(run::warn);
            Artifact artifact = output.commit(counts(result.counts()));
            return new Taken(List.of(artifact), new FolderEntry(folder.toString(), component, kind, domain, archive,
                    null, null, result.counts().files(), result.counts().bytes()));
        }
    }

    private static Taken outside(BackupRun run, List<OutsideFile> files, Progress progress) {
        String archive = "configuration-outside.tar.gz";
        try (ArtifactOutput output = run.set().artifact(Component.CONFIGURATION, archive)) {
            List<ArchiveResult> results = new ArrayList<>();
            try (JoinedArchive joined = new JoinedArchive(ArchiveMode.QUIET,
                    new StoppableStream(output.stream(), run, progress))) {
                byName(files).forEach((name, file) -> results.add(
                        joined.add(name, file.real(), entry -> false, run.work())));
            }
            results.forEach(result -> result.warnings().forEach(run::warn));
            long count = results.stream().mapToLong(result -> result.counts().files()).sum();
            long bytes = results.stream().mapToLong(result -> result.counts().bytes()).sum();
            Artifact artifact = output.commit(Map.of("files", count, "bytes", bytes));
            return new Taken(List.of(artifact), new FolderEntry("/", Component.CONFIGURATION, "outside", null,
                    archive, null, null, count, bytes));
        }
    }

    /**
     * By their names in the archive, in its order. What lies in a folder that is taken anyway is left out; a link in
     * such a folder is taken as a link with it, so what it points to gets its real name.
     */
    private static Map<String, OutsideFile> byName(List<OutsideFile> files) {
        Map<String, OutsideFile> names = new TreeMap<>(JoinedArchive.ORDER);
        for (OutsideFile file : files) {
            List<OutsideFile> around = files.stream().filter(other -> !other.path().equals(file.path())
                    && file.path().startsWith(other.path())).toList();
            if (around.stream().noneMatch(other -> file.real().startsWith(other.real()))) {
                Path name = around.isEmpty() ? file.path() : file.real();
                names.put(name.toString().substring(1), file);
            }
        }
        return names;
    }

    private static Taken war(BackupRun run, Progress progress) {
        Path war = Path.of(run.domibus().archive());
        String name = run.domibus().runtimeName();
        if (Files.isDirectory(war)) {
            return whole(run, war, Component.APPLICATION, "application", null, "application/" + name + ".tar.gz",
                    entry -> false, progress);
        }
        try (ArtifactOutput output = run.set().artifact(Component.APPLICATION, "application/" + name);
                InputStream in = Files.newInputStream(war);
                OutputStream out = new StoppableStream(output.stream(), run, progress)) {
            in.transferTo(out);
            return new Taken(List.of(output.commit(Map.of("files", 1L))), null);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", war, "reason", e.getMessage());
        }
    }

    private static Map<String, Long> counts(TreeCounts counts) {
        return Map.of("files", counts.files(), "bytes", counts.bytes());
    }
}
