package dev.domibusbackup.job.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.DiskSpace;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.UnpackingRehearsal;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;

/**
 * Unpacks folders of a set, one after the other, into a folder of ours in the server's data, and compares each with
 * hashes, listing and counts. What a killed process left there is removed by the next one.
 *
 * @param data our folder in the server's data
 */
public record ScratchUnpacking(Path data) {

    /** The broker's journal lies on the same disk: so many bytes are left to it in any case. */
    private static final long RESERVE = 1L << 30;
    private static final long BLOCK = 4096;

    /** The folders that a restore brings back as folders; of the server's there are archives of pieces only. */
    public static List<FolderEntry> folders(List<FolderEntry> all) {
        return all.stream().filter(folder -> folder.component() != Component.SERVER).toList();
    }

    /** Why there is no room for it; empty when there is. */
    public Optional<String> obstacle(List<FolderEntry> folders) {
        long needed = folders.stream().mapToLong(folder -> folder.bytes() + BLOCK * folder.files()).max().orElse(0);
        DurableFiles.createPrivateFolder(data);
        long usable = DiskSpace.usableBytes(data);
        return usable > needed + RESERVE ? Optional.empty()
                : Optional.of("the largest folder of the set takes " + needed + " bytes unpacked, and " + data + " has "
                        + usable + " left, of which " + RESERVE + " are for the server");
    }

    /**
     * Unpacks one folder and removes it, however it ends.
     *
     * @throws dev.domibusbackup.problem.ProblemException when anything is not as it was saved
     */
    public void run(FolderSource folder, ArchiveCheck.Opener opener) {
        Path scratch = data.resolve("unpacked");
        try {
            DurableFiles.deleteTree(scratch);
            UnpackingRehearsal.run(folder, scratch, opener);
        } finally {
            DurableFiles.deleteTree(scratch);
        }
    }
}
