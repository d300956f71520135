package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveReader;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.Listing;
import dev.domibusbackup.files.ListingReader;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What the restore of a folder would do to the files that are there; for rehearsals. Told by type, size, target and
 * modification time to the second, without reading the files themselves. Folders are not counted.
 *
 * @param path    the folder as the manifest names it
 * @param added   what is in the set and not there
 * @param changed what is there and differs; bytes of the set
 * @param removed what is there and not in the set
 * @param same    what would not change
 */
public record FolderDifference(String path, Part added, Part changed, Part removed, Part same) {

    /**
     * Files and links of one fate.
     *
     * @param files number
     * @param bytes their size
     * @param first names of the first of them, as listings write them
     */
    public record Part(long files, long bytes, List<String> first) {

        public Part {
            first = List.copyOf(first);
        }
    }

    /**
     * Compares.
     *
     * @param source the folder of the set
     * @param plan   the plan that it belongs to
     * @param work   existing folder outside of what is restored, for temporary files
     * @param names  how many names of each kind are kept
     */
    public static FolderDifference of(FolderSource source, RestorePlan plan, Path work, int names) {
        RestoreTarget target = plan.targets().stream().filter(planned -> planned.sources().contains(source))
                .findFirst().orElseThrow();
        Comparison comparison = new Comparison(names);
        if (source.share() == Share.FILES) {
            comparison.files(source);
        } else {
            comparison.folder(source, target, work);
        }
        return new FolderDifference(source.path(), comparison.added.part(), comparison.changed.part(),
                comparison.removed.part(), comparison.same.part());
    }

    private static final class Count {

        private final int names;
        private final List<String> first = new ArrayList<>();
        private long files;
        private long bytes;

        Count(int names) {
            this.names = names;
        }

        void add(FileEntry entry) {
            if (entry.type() != FileEntry.Type.FOLDER) {
                files++;
                bytes += entry.size();
                if (first.size() < names) {
                    first.add(entry.path());
                }
            }
        }

        Part part() {
            return new Part(files, bytes, first);
        }
    }

    private static final class Comparison {

        private final Count added;
        private final Count changed;
        private final Count removed;
        private final Count same;

        Comparison(int names) {
            added = new Count(names);
            changed = new Count(names);
            removed = new Count(names);
            same = new Count(0);
        }

        void folder(FolderSource source, RestoreTarget target, Path work) {
            Share share = source.share();
            try (Listing listing = Listing.take(target.place(), ArchiveMode.WARM,
                    entry -> isKept(entry, share, target), work); ListingReader live = listing.entries()) {
                if (source.content().listing() != null) {
                    try (ListingReader saved = ListingReader.open(source.content().listing().file())) {
                        merge(saved, live);
                    }
                } else {
                    try (ArchiveReader saved = new ArchiveReader(source.content().archive().file(),
                            Files::newInputStream)) {
                        merge(new Entries(saved), live);
                    }
                }
            }
        }

        void files(FolderSource source) {
            try {
                FilesSwap.each(source, Files::newInputStream, (entry, archive, place, top) -> {
                    if (entry.type() == FileEntry.Type.FOLDER) {
                        return;
                    }
                    if (!Disk.exists(place)) {
                        added.add(entry);
                    } else {
                        compare(entry, FileEntry.of(Path.of("/"), place));
                    }
                });
            } catch (IOException e) {
                throw FileProblem.NOT_READABLE.caused(e, "path", source.path(), "reason", Reason.of(e));
            }
        }

        private static boolean isKept(FileEntry entry, Share share, RestoreTarget target) {
            Path path = PathText.path(entry.path());
            return !share.replaces(path.getName(0).toString()) || target.kept().contains(path);
        }

        private void merge(Iterator<FileEntry> saved, ListingReader live) {
            while (saved.hasNext()) {
                FileEntry entry = saved.next();
                while (live.hasNext() && FileEntry.TREE_ORDER.compare(live.peek(), entry) < 0) {
                    removed.add(live.next());
                }
                if (live.hasNext() && live.peek().path().equals(entry.path())) {
                    compare(entry, live.next());
                } else {
                    added.add(entry);
                }
            }
            while (live.hasNext()) {
                removed.add(live.next());
            }
        }

        private void compare(FileEntry saved, FileEntry live) {
            if (saved.type() == FileEntry.Type.FOLDER) {
                removed.add(live);
            } else if (live.type() == FileEntry.Type.FOLDER) {
                added.add(saved);
            } else {
                boolean isSame = saved.type() == live.type() && saved.size() == live.size()
                        && saved.target().equals(live.target()) && (saved.type() == FileEntry.Type.SYMLINK
                        || saved.modified().getEpochSecond() == live.modified().getEpochSecond());
                (isSame ? same : changed).add(saved);
            }
        }
    }

    /** The entries of an archive one after the other. */
    private static final class Entries implements Iterator<FileEntry> {

        private final ArchiveReader archive;
        private FileEntry next;

        Entries(ArchiveReader archive) {
            this.archive = archive;
            next = archive.next();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public FileEntry next() {
            FileEntry entry = next;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            next = archive.next();
            return entry;
        }
    }
}
