package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.ArchiveReader;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.PlacesApart;
import dev.domibusbackup.files.Unpacking;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Single files with whole paths, each replaced for itself; nothing else in their folders is touched. Which they are
 * is read from the archive each time, so that neither memory nor journal grow with their number.
 */
final class FilesSwap implements Swap {

    private final FolderSource source;
    private final Disk disk;
    private final Unpacked unpacked;
    private final JournalTarget journal;

    /** What is done with a file, link or folder of the archive; at the top, if no folder of the archive is above. */
    interface Visitor {
        void visit(FileEntry entry, ArchiveReader archive, Path place, boolean top) throws IOException;
    }

    FilesSwap(RestoreTarget target, Disk disk, Unpacked unpacked, JournalTarget journal) {
        source = target.sources().get(0);
        this.disk = disk;
        this.unpacked = unpacked;
        this.journal = journal;
    }

    @Override
    public void stage(ArchiveCheck.Opener opener) throws IOException {
        Unpacking.Attributes attributes = unpacked.attributes(source, true);
        each(source, opener, (entry, archive, place, top) -> {
            if (entry.type() == FileEntry.Type.FOLDER) {
                makeFolder(entry, place);
            } else {
                Path coming = disk.newBeside(place);
                disk.delete(coming);
                Unpacking.put(entry, archive, coming, attributes);
                disk.at("unpacked " + coming);
                if (entry.type() == FileEntry.Type.FILE) {
                    DurableFiles.syncTree(coming);
                }
                DurableFiles.syncFolder(coming.getParent());
            }
        });
    }

    @Override
    public void forward() throws IOException {
        eachFile(Renames::forward);
    }

    @Override
    public void backward() throws IOException {
        eachFile(Renames::backward);
    }

    @Override
    public void commit() throws IOException {
        eachFile(Renames::commit);
    }

    @Override
    public void discard() throws IOException {
        eachFile(Renames::discard);
        journal.get().created().forEach(folder -> disk.delete(PathText.path(folder)));
        journal.created(List.of());
    }

    private interface Act {
        void on(Renames renames) throws IOException;
    }

    private void eachFile(Act act) throws IOException {
        each(source, Files::newInputStream, (entry, archive, place, top) -> {
            if (entry.type() != FileEntry.Type.FOLDER) {
                act.on(new Renames(disk, place));
            }
        });
    }

    /**
     * Visits the places of all entries. A file for itself stands for what a link of its name points to, as it did when
     * it was saved; a file in a folder of the archive is meant as it is.
     */
    static void each(FolderSource source, ArchiveCheck.Opener opener, Visitor visitor) throws IOException {
        Deque<FileEntry> folders = new ArrayDeque<>();
        try {
            Unpacking.each(source.content(), opener, (entry, archive) -> {
                while (!folders.isEmpty() && !folders.peek().isAncestorOf(entry)) {
                    folders.pop();
                }
                Path named = PathText.path("/" + entry.path());
                boolean top = folders.isEmpty();
                boolean alone = top && entry.type() == FileEntry.Type.FILE;
                if (entry.type() == FileEntry.Type.FOLDER) {
                    folders.push(entry);
                }
                try {
                    visitor.visit(entry, archive, alone ? PlacesApart.realPlace(named) : named, top);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Only the topmost of those that are made is noted: all below it is of the set. */
    private void makeFolder(FileEntry entry, Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return;
        }
        if (Disk.exists(place)) {
            throw RestoreFilesProblem.NOT_A_FOLDER.exception("path", PathText.of(place));
        }
        List<String> created = new ArrayList<>(journal.get().created());
        if (created.stream().noneMatch(folder -> place.startsWith(PathText.path(folder)))) {
            created.add(PathText.of(place));
            journal.created(created);
        }
        DurableFiles.createPrivateFolder(place);
        FileAttributes.set(place, entry, FileAttributes.isRoot(), true);
    }
}
