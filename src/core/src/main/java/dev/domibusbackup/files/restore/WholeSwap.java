package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that is renamed away for the new one. */
final class WholeSwap implements Swap {

    private final RestoreTarget target;
    private final Disk disk;
    private final Unpacked unpacked;
    private final Path coming;
    private final Renames renames;

    WholeSwap(RestoreTarget target, Disk disk, Unpacked unpacked) {
        this.target = target;
        this.disk = disk;
        this.unpacked = unpacked;
        coming = disk.newBeside(target.place());
        renames = new Renames(disk, target.place());
    }

    @Override
    public void stage(ArchiveCheck.Opener opener) throws IOException {
        disk.delete(coming);
        if (unpacked.into(coming, true, opener) == null) {
            DurableFiles.createPrivateFolder(coming);
            if (Disk.exists(target.place())) {
                FileAttributes.set(coming, FileEntry.of(target.place(), target.place()), FileAttributes.isRoot(), true);
            }
        }
        disk.at("unpacked");
        DurableFiles.syncTree(coming);
        DurableFiles.syncFolder(coming.getParent());
    }

    @Override
    public void forward() throws IOException {
        renames.forward();
    }

    @Override
    public void backward() throws IOException {
        renames.backward();
    }

    @Override
    public void commit() {
        renames.commit();
    }

    @Override
    public void discard() {
        renames.discard();
    }
}
