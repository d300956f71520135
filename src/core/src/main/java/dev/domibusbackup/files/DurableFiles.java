package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files that nobody else may read (0600 in folders of 0700, from the moment they exist) and that survive a loss of
 * power.
 */
public final class DurableFiles {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private DurableFiles() {
    }

    /** What writes the content of a file; it may close the stream or not. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file so that at any moment, also after a loss of power, either the old or the new content is there:
     * written to {@code <name>.part}, synced, renamed, folder synced.
     */
    public static void write(Path file, byte[] content) {
        write(file, out -> out.write(content));
    }

    /** As {@link #write(Path, byte[])}, from a stream. */
    public static void write(Path file, Content content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            writePart(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            removeAfter(part, e);
            throw notWritable(file, e);
        } catch (RuntimeException e) {
            removeAfter(part, e);
            throw e;
        }
        syncFolder(file.toAbsolutePath().getParent());
    }

    /**
     * Writes a file that must not exist yet, not even when its content is complete: what somebody else has made
     * meanwhile stays. Written to a name of its own beside it, synced, renamed, folder synced.
     */
    public static void writeNew(Path file, Content content) {
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writePart(part, content);
            // taking the name is what fails if it is there; the rename replaces nothing but this empty file
            openNew(file).close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            removeAfter(part, e);
            throw FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(file), "reason", "it exists already");
        } catch (IOException e) {
            removeAfter(part, e);
            throw notWritable(file, e);
        } catch (RuntimeException e) {
            removeAfter(part, e);
            throw e;
        }
        syncFolder(file.toAbsolutePath().getParent());
    }

    /** A new file of mode 0600 to write to; it must not exist yet. Call {@code force(true)} before closing it. */
    public static FileChannel newPrivateFile(Path file) {
        try {
            return openNew(file);
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    /** Makes a folder of mode 0700 and all missing ones above it; those that exist are left as they are. */
    public static void createPrivateFolder(Path folder) {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        createPrivateFolder(absolute.getParent());
        try {
            Files.createDirectory(absolute,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            // another thread may have made it since it was looked for
            if (!Files.isDirectory(absolute)) {
                throw notWritable(absolute, e);
            }
        }
        syncFolder(absolute.getParent());
    }

    /** Brings the names in a folder (not its content further down) to the disk. */
    public static void syncFolder(Path folder) {
        sync(folder, StandardOpenOption.READ);
    }

    /** Brings the content of a file to the disk. */
    public static void syncFile(Path file) {
        sync(file, StandardOpenOption.WRITE);
    }

    /**
     * Brings a tree to the disk, files and folders. Cheaper than to sync each file when it is written: most are on
     * their way by then. Files that their owner may not read are left out; sync those when they are written.
     */
    public static void syncTree(Path tree) {
        if (Files.isRegularFile(tree, LinkOption.NOFOLLOW_LINKS)) {
            syncFolder(tree);
            return;
        }
        try {
            new FolderWalk(tree, ArchiveMode.QUIET, entry -> false).each(entry -> {
                boolean file = entry.type() == FileEntry.Type.FILE && (entry.mode() & FileEntry.OWNER_READS) != 0;
                if (file || entry.type() == FileEntry.Type.FOLDER) {
                    syncFolder(entry.in(tree));
                }
            });
        } catch (IOException e) {
            throw notWritable(tree, e);
        }
    }

    /** Removes a file, link or folder with all its content; links are removed, not followed. None is fine too. */
    public static void deleteTree(Path tree) {
        if (Files.notExists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    if (!Files.isWritable(folder)) {
                        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw notWritable(tree, e);
        }
    }

    private static void writePart(Path part, Content content) throws IOException {
        try (FileChannel channel = openNew(part); OutputStream out = Channels.newOutputStream(channel)) {
            content.writeTo(new KeptOpen(out));
            channel.force(true);
        }
    }

    private static void removeAfter(Path part, Exception failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static FileChannel openNew(Path file) throws IOException {
        return FileChannel.open(file, NEW,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void sync(Path path, OpenOption option) {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    private static RuntimeException notWritable(Path path, IOException e) {
        return FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(path), "reason", Reason.of(e));
    }
}
