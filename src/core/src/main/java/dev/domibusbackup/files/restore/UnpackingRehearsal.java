package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.Unpacking;
import dev.domibusbackup.files.Unpacking.Attributes;

import java.nio.file.Path;

/** Unpacks a folder of a set into a scratch folder, reads it back, and removes it whatever comes. */
public final class UnpackingRehearsal {

    private UnpackingRehearsal() {
    }

    /**
     * Rehearses: archives, listing and counts are proved as in a restore, and then every file is read back and
     * compared with the archive.
     *
     * @param source  the folder of the set
     * @param scratch a folder that must not exist
     * @param opener  opens the archives, for who wants to watch or end their reading
     * @throws dev.domibusbackup.problem.ProblemException when anything is not as it was saved
     */
    public static void run(FolderSource source, Path scratch, ArchiveCheck.Opener opener) {
        try {
            if (source.share() == Share.FILES) {
                Unpacking.each(source.content(), opener, (entry, archive) -> { });
            } else {
                Unpacking.unpack(source.content(), scratch, new Attributes(false, true, true), opener);
                Unpacking.compare(source.content(), scratch, opener);
            }
        } finally {
            DurableFiles.deleteTree(scratch);
        }
    }
}
