package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Gives files the attributes of entries. Links are never followed. */
public final class FileAttributes {

    private static final Path OURSELVES = Path.of("/proc/self");

    private FileAttributes() {
    }

    /** Number of the user this process runs as. */
    public static long user() throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(OURSELVES, "unix:uid"));
    }

    /** Whether this process may give files to other owners. */
    public static boolean isRoot() throws IOException {
        return user() == 0;
    }

    /**
     * Gives a file, folder or link the owner, times and mode of an entry, in the order in which one does not undo
     * another.
     *
     * @param owners whether owner and group are given; only root may
     * @param times  whether the modification time is given; that of a symbolic link to a microsecond only
     */
    public static void set(Path file, FileEntry entry, boolean owners, boolean times) throws IOException {
        if (owners) {
            Files.setAttribute(file, "unix:gid", (int) entry.gid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", (int) entry.uid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (times) {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(entry.modified()), null, null);
        }
        if (entry.type() != FileEntry.Type.SYMLINK) {
            Files.setAttribute(file, "unix:mode", entry.mode(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Gives all files of a tree a modification time. */
    public static void touchFiles(Path tree, Instant time) {
        try {
            new FolderWalk(tree, ArchiveMode.WARM, entry -> false).each(entry -> {
                if (entry.type() == FileEntry.Type.FILE) {
                    Files.getFileAttributeView(entry.in(tree), BasicFileAttributeView.class,
                            LinkOption.NOFOLLOW_LINKS).setTimes(FileTime.from(time), null, null);
                }
            });
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(tree), "reason", Reason.of(e));
        }
    }
}
