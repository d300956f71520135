package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.restore.Journal.Phase;
import dev.domibusbackup.files.restore.Journal.Root;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A folder that stays, and what is in it is renamed away for the new, one by one. The phase in the journal tells what
 * belongs where; within a phase, what has still to be renamed is what is still there.
 */
final class ChildrenSwap implements Swap {

    private final RestoreTarget target;
    private final Disk disk;
    private final Unpacked unpacked;
    private final JournalTarget journal;
    private final Path place;
    private final Path coming;
    private final Path old;

    ChildrenSwap(RestoreTarget target, Disk disk, Unpacked unpacked, JournalTarget journal) {
        this.target = target;
        this.disk = disk;
        this.unpacked = unpacked;
        this.journal = journal;
        place = target.place();
        coming = disk.newInside(place);
        old = disk.oldInside(place);
    }

    @Override
    public void stage(ArchiveCheck.Opener opener) throws IOException {
        disk.delete(coming);
        FileEntry root = unpacked.into(coming, false, opener);
        DurableFiles.createPrivateFolder(coming);
        for (Path kept : kept()) {
            makeFoldersAbove(kept, place, coming);
        }
        disk.at("unpacked");
        DurableFiles.syncTree(coming);
        DurableFiles.syncFolder(place);
        journal.restored(root == null ? journal.get().original() : Root.of(root));
    }

    @Override
    public void forward() throws IOException {
        if (isGoingBack()) {
            backward();
        }
        if (phase() == Phase.READY) {
            journal.phase(Phase.AWAY);
        }
        if (phase() == Phase.AWAY) {
            DurableFiles.createPrivateFolder(old);
            moveAll(place, old, this::isReplaced);
            journal.phase(Phase.IN);
        }
        if (phase() == Phase.IN) {
            moveAll(coming, place, child -> true);
            journal.phase(Phase.KEEP);
        }
        if (phase() == Phase.KEEP) {
            for (Path kept : kept()) {
                moveKept(old.resolve(kept), place.resolve(kept));
            }
            attributes(journal.get().restored());
            disk.delete(coming);
            DurableFiles.syncFolder(place);
            journal.phase(Phase.SWAPPED);
        }
    }

    @Override
    public void backward() throws IOException {
        switch (phase()) {
            case AWAY -> journal.phase(Phase.BACK_AWAY);
            case IN, KEEP, SWAPPED -> journal.phase(Phase.BACK_KEEP);
            default -> disk.at("going back at " + phase());
        }
        if (phase() == Phase.BACK_KEEP) {
            for (Path kept : kept()) {
                moveKept(place.resolve(kept), old.resolve(kept));
            }
            journal.phase(Phase.BACK_IN);
        }
        if (phase() == Phase.BACK_IN) {
            DurableFiles.createPrivateFolder(coming);
            moveAll(place, coming, this::isReplaced);
            journal.phase(Phase.BACK_AWAY);
        }
        if (phase() == Phase.BACK_AWAY) {
            if (Disk.exists(old)) {
                moveAll(old, place, child -> true);
                disk.delete(old);
            }
            attributes(journal.get().original());
            DurableFiles.syncFolder(place);
            journal.phase(Phase.READY);
        }
    }

    @Override
    public void commit() throws IOException {
        disk.delete(old);
        attributes(journal.get().restored());
    }

    @Override
    public void discard() throws IOException {
        disk.delete(coming);
        attributes(journal.get().original());
    }

    private Phase phase() {
        return journal.get().phase();
    }

    private boolean isGoingBack() {
        return List.of(Phase.BACK_KEEP, Phase.BACK_IN, Phase.BACK_AWAY).contains(phase());
    }

    private boolean isReplaced(Path child) {
        return !disk.isOurs(child) && target.replaces(child.getFileName());
    }

    /** Those deeper down; what is kept directly in the folder is never moved. */
    private List<Path> kept() {
        return journal.get().kept().stream().map(PathText::path).toList();
    }

    /** A folder may give its entries in another order after each rename: looked through until nothing is left. */
    private void moveAll(Path from, Path to, Predicate<Path> chosen) throws IOException {
        boolean moved = true;
        while (moved) {
            moved = false;
            try (DirectoryStream<Path> children = Files.newDirectoryStream(from)) {
                for (Path child : children) {
                    if (chosen.test(child)) {
                        Path name = to.resolve(child.getFileName());
                        if (Disk.exists(name)) {
                            throw new FileAlreadyExistsException(name.toString());
                        }
                        disk.move(child, name);
                        moved = true;
                    }
                }
            }
        }
        DurableFiles.syncFolder(from);
        DurableFiles.syncFolder(to);
    }

    private void moveKept(Path from, Path to) throws IOException {
        if (Disk.exists(from) && !Disk.exists(to)) {
            disk.move(from, to);
            DurableFiles.syncFolder(from.getParent());
            DurableFiles.syncFolder(to.getParent());
        }
    }

    private static void makeFoldersAbove(Path kept, Path live, Path tree) throws IOException {
        for (int names = 1; names < kept.getNameCount(); names++) {
            Path folder = kept.subpath(0, names);
            if (!Disk.exists(tree.resolve(folder))) {
                DurableFiles.createPrivateFolder(tree.resolve(folder));
                FileAttributes.set(tree.resolve(folder), FileEntry.of(live, live.resolve(folder)),
                        FileAttributes.isRoot(), true);
            }
        }
    }

    /** The root of a mount may belong to another user, who alone may change it; its content is restored all the same. */
    private void attributes(Root root) throws IOException {
        FileEntry now = FileEntry.of(place, place);
        if (FileAttributes.isRoot() || now.uid() == FileAttributes.user()) {
            FileAttributes.set(place, root.entry(), FileAttributes.isRoot(), true);
        }
    }
}
