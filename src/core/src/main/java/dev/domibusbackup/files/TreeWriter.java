package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes a tree from entries in the order of {@link FileEntry#TREE_ORDER}. Nothing that exists is written to, but the
 * root; every entry lies in a folder that was made before it by this writer, so that no link can lead it elsewhere. A
 * folder gets its attributes when the tree goes on beside it.
 */
final class TreeWriter {

    private final Path root;
    private final Unpacking.Attributes attributes;
    private final Deque<FileEntry> folders = new ArrayDeque<>();
    private FileEntry top;

    TreeWriter(Path root, Unpacking.Attributes attributes) {
        this.root = root;
        this.attributes = attributes;
    }

    /** Makes an entry; the content of a file comes from the archive. */
    void add(FileEntry entry, ArchiveReader archive) {
        try {
            leaveUpTo(entry);
            Path place = entry.in(root);
            switch (entry.type()) {
                case FOLDER -> addFolder(entry, place);
                case FILE, SYMLINK -> put(entry, archive, place, attributes);
                case OTHER -> throw new IllegalArgumentException("not archived: " + entry.path());
            }
        } catch (IOException e) {
            throw notWritable(entry.in(root), e);
        }
    }

    /** Gives the last folders their attributes; the entry of the root, or {@code null} when there was none. */
    FileEntry end() {
        try {
            while (!folders.isEmpty()) {
                leave();
            }
        } catch (IOException e) {
            throw notWritable(root, e);
        }
        return top;
    }

    private void leaveUpTo(FileEntry entry) throws IOException {
        while (!folders.isEmpty() && !folders.peek().isAncestorOf(entry)) {
            leave();
        }
        boolean isRoot = entry.path().equals(FileEntry.ROOT) && entry.type() == FileEntry.Type.FOLDER;
        boolean hasPlace = folders.isEmpty() ? isRoot && top == null
                : folders.peek().path().equals(parentOf(entry.path()));
        if (!hasPlace) {
            throw FileProblem.ARCHIVE_DAMAGED.exception("archive", "for " + PathText.of(root),
                    "reason", "the folder of " + entry.path() + " is not in it");
        }
    }

    private void leave() throws IOException {
        FileEntry folder = folders.pop();
        if (!folder.path().equals(FileEntry.ROOT) || attributes.ofRoot()) {
            FileAttributes.set(folder.in(root), folder, attributes.owners(), attributes.times());
        }
    }

    private void addFolder(FileEntry entry, Path place) throws IOException {
        if (entry.path().equals(FileEntry.ROOT)) {
            top = entry;
            DurableFiles.createPrivateFolder(root);
        } else {
            Files.createDirectory(place,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        folders.push(entry);
    }

    /** Makes a file or link that must not exist. */
    static void put(FileEntry entry, ArchiveReader archive, Path place, Unpacking.Attributes attributes)
            throws IOException {
        if (entry.type() == FileEntry.Type.SYMLINK) {
            Files.createSymbolicLink(place, PathText.path(entry.target()));
        } else {
            try (FileChannel channel = DurableFiles.newPrivateFile(place)) {
                archive.content((bytes, length) -> write(channel, ByteBuffer.wrap(bytes, 0, length)));
                if ((entry.mode() & FileEntry.OWNER_READS) == 0) {
                    channel.force(true);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        FileAttributes.set(place, entry, attributes.owners(), attributes.times());
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? FileEntry.ROOT : path.substring(0, slash);
    }

    private static RuntimeException notWritable(Path path, IOException e) {
        return FileProblem.NOT_WRITABLE.caused(e, "path", PathText.of(path), "reason", Reason.of(e));
    }
}
