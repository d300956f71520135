package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

import dev.domibusbackup.files.ArchiveReader;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.problem.FileProblem;

/**
 * Unpacks an archive of several trees, as the component {@code server} has. Such an archive names the trees, not the
 * folders above them: these are made, and are not among those that have attributes of their own.
 */
final class ServerArchive {

    private static final int OWNER_ALL = 0700;

    private final Path into;
    private final LongConsumer progress;
    private final Set<Path> folders = new HashSet<>();
    private long files;

    private ServerArchive(Path into, LongConsumer progress) {
        this.into = into;
        this.progress = progress;
    }

    /**
     * What was unpacked.
     *
     * @param folders those with attributes of their own
     * @param files   number of files and links
     */
    record Unpacked(Set<Path> folders, long files) {
    }

    /**
     * Unpacks into a folder that is made.
     *
     * @param progress told the bytes of content that were written
     */
    static Unpacked unpack(Path archive, Path into, LongConsumer progress) {
        ServerArchive unpacking = new ServerArchive(into, progress);
        DurableFiles.createPrivateFolder(into);
        try (ArchiveReader reader = new ArchiveReader(archive, Files::newInputStream)) {
            for (FileEntry entry = reader.next(); entry != null; entry = reader.next()) {
                unpacking.add(entry, reader);
            }
        }
        return new Unpacked(unpacking.folders, unpacking.files);
    }

    private void add(FileEntry entry, ArchiveReader archive) {
        Path place = entry.in(into);
        try {
            if (!place.equals(into)) {
                DurableFiles.createPrivateFolder(place.getParent());
            }
            switch (entry.type()) {
                case FOLDER -> {
                    DurableFiles.createPrivateFolder(place);
                    folders.add(place);
                    set(place, entry);
                }
                case FILE -> {
                    write(place, archive);
                    set(place, entry);
                    files++;
                }
                case SYMLINK -> {
                    Files.createSymbolicLink(place, Path.of(entry.target()));
                    set(place, entry);
                    files++;
                }
                case OTHER -> throw new IllegalArgumentException("not archived: " + entry.path());
            }
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", place, "reason", e.toString());
        } catch (UncheckedIOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", place, "reason", e.getCause().toString());
        }
    }

    private void write(Path place, ArchiveReader archive) throws IOException {
        try (FileChannel channel = DurableFiles.newPrivateFile(place)) {
            archive.content((bytes, length) -> {
                write(channel, ByteBuffer.wrap(bytes, 0, length));
                progress.accept(length);
            });
            channel.force(true);
        }
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

    /** A folder that its owner may not write to could not be filled: that right is given to him. */
    private static void set(Path place, FileEntry entry) throws IOException {
        FileAttributes.set(place, entry, FileAttributes.isRoot(), true);
        if (entry.type() == FileEntry.Type.FOLDER) {
            Files.setAttribute(place, "unix:mode", entry.mode() | OWNER_ALL);
        }
    }
}
