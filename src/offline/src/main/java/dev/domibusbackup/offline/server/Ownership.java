package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.problem.FileProblem;

/**
 * Whose the files are that are made in a folder of the server: root may run this, but the user of the server has to
 * read and write them.
 */
final class Ownership {

    private static final int PERMISSIONS = 07777;

    private Ownership() {
    }

    /** Gives a file the owner and group of another one; nothing when this is not root. */
    static void take(Path file, Path from) throws IOException {
        if (FileAttributes.isRoot()) {
            Files.setAttribute(file, "unix:gid", Files.getAttribute(from, "unix:gid"), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", Files.getAttribute(from, "unix:uid"), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Makes a folder with mode and owner of another one. */
    static void makeFolder(Path folder, Path like) throws IOException {
        DurableFiles.createPrivateFolder(folder);
        take(folder, like);
        Files.setAttribute(folder, "unix:mode", (Integer) Files.getAttribute(like, "unix:mode") & PERMISSIONS);
    }

    /** Makes a folder and all missing ones above it, each like the one that it lies in. */
    static void makeFoldersUpTo(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFoldersUpTo(folder.getParent());
            makeFolder(folder, folder.getParent());
        }
    }

    /** Writes a file anew with its mode and owner, so that at any moment the old or the new content is there. */
    static void rewrite(Path file, byte[] content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = DurableFiles.newPrivateFile(part)) {
                Channels.newOutputStream(channel).write(content);
                channel.force(true);
            }
            take(part, file);
            Files.setAttribute(part, "unix:mode", (Integer) Files.getAttribute(file, "unix:mode") & PERMISSIONS);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", file, "reason", e.toString());
        }
        DurableFiles.syncFolder(file.getParent());
    }
}
