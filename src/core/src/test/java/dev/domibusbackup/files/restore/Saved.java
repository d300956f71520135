package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.files.Delta;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.files.JoinedArchive;
import dev.domibusbackup.files.TreeCounts;
import dev.domibusbackup.files.WarmCopy;
import dev.domibusbackup.set.Hashes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Folders saved as a backup saves them. */
final class Saved {

    private final Path set;
    private int number;

    Saved(Path set) throws IOException {
        this.set = Files.createDirectories(set);
    }

    /** What happens between warm copy and cut. */
    interface Change {
        void make() throws IOException;
    }

    FolderSource whole(Path folder, String kind) throws IOException {
        return whole(folder, kind, entry -> false);
    }

    FolderSource whole(Path folder, String kind, Predicate<FileEntry> excluded) throws IOException {
        Path archive = next(".tar.gz");
        TreeCounts counts;
        try (OutputStream out = Files.newOutputStream(archive)) {
            counts = new FolderArchive(ArchiveMode.QUIET).write(folder, excluded, set, out).counts();
        }
        return source(folder, kind, archive, counts.files(), counts.bytes());
    }

    /** The configuration folder, without what belongs to other components. */
    FolderSource configuration(Path folder, Path... stores) throws IOException {
        return whole(folder, "configuration", entry -> !Share.CONFIGURATION.replaces(top(entry))
                || List.of(stores).contains(entry.in(folder)));
    }

    FolderSource plugins(Path folder) throws IOException {
        return whole(folder, "plugins", entry -> !Share.PLUGINS.replaces(top(entry)));
    }

    FolderSource outside(Path... files) throws IOException {
        Map<String, Path> names = new TreeMap<>(JoinedArchive.ORDER);
        for (Path file : files) {
            names.put(file.toString().substring(1), file);
        }
        Path archive = next(".tar.gz");
        TreeCounts counts = TreeCounts.NONE;
        try (OutputStream out = Files.newOutputStream(archive);
                JoinedArchive joined = new JoinedArchive(ArchiveMode.QUIET, out)) {
            for (Map.Entry<String, Path> file : names.entrySet()) {
                TreeCounts more = joined.add(file.getKey(), file.getValue(), entry -> false, set).counts();
                counts = new TreeCounts(counts.files() + more.files(), 0, 0, 0, counts.bytes() + more.bytes());
            }
        }
        return source(Path.of("/"), "outside", archive, counts.files(), counts.bytes());
    }

    FolderSource warm(Path folder, Change change) throws IOException {
        Path archive = next(".tar.gz");
        Path taken = next(".taken.gz");
        try (OutputStream out = Files.newOutputStream(archive)) {
            new WarmCopy().take(folder, entry -> false, set, out, taken);
        }
        change.make();
        Path delta = next(".delta.tar.gz");
        Path listing = next(".listing.gz");
        TreeCounts counts;
        try (OutputStream out = Files.newOutputStream(delta); OutputStream lines = Files.newOutputStream(listing)) {
            counts = new Delta().take(folder, entry -> false, set, taken, out, lines).state();
        }
        return new FolderSource(folder.toString(), "payload", new ArchivedFolder(hashed(archive), hashed(delta),
                hashed(listing), counts.files(), counts.bytes()), folder);
    }

    FolderSource source(Path folder, String kind, Path archive, long files, long bytes) throws IOException {
        return new FolderSource(folder.toString(), kind,
                new ArchivedFolder(hashed(archive), null, null, files, bytes), folder);
    }

    private Path next(String ending) {
        return set.resolve(++number + ending);
    }

    private static Hashed hashed(Path file) throws IOException {
        return new Hashed(file, Hashes.of(file));
    }

    private static String top(FileEntry entry) {
        return entry.path().split("/")[0];
    }
}
