package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.DurableFiles;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The swap of one folder or file whose new and old lie beside it. Which of the three names exist tells how far it
 * came: staged (new), between (new, old), swapped (no new).
 */
final class Renames {

    private final Disk disk;
    private final Path place;
    private final Path coming;
    private final Path old;

    Renames(Disk disk, Path place) {
        this.disk = disk;
        this.place = place;
        coming = disk.newBeside(place);
        old = disk.oldBeside(place);
    }

    void forward() throws IOException {
        if (!Disk.exists(coming)) {
            return;
        }
        if (Disk.exists(place) && !Disk.exists(old)) {
            if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                disk.linkOrMove(place, old);
            } else {
                disk.move(place, old);
            }
        } else if (Disk.exists(place) && !isLinkedTo(old)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        disk.move(coming, place);
        DurableFiles.syncFolder(place.getParent());
    }

    void backward() throws IOException {
        if (!Disk.exists(coming) && Disk.exists(place)) {
            disk.move(place, coming);
        }
        if (Disk.exists(old)) {
            if (Disk.exists(place) && !isLinkedTo(old)) {
                throw new FileAlreadyExistsException(place.toString());
            }
            disk.move(old, place);
            // of two names of one file a rename leaves both
            Files.deleteIfExists(old);
        }
        DurableFiles.syncFolder(place.getParent());
    }

    void commit() {
        disk.delete(old);
    }

    void discard() {
        disk.delete(coming);
    }

    private boolean isLinkedTo(Path other) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(place, other);
    }
}
