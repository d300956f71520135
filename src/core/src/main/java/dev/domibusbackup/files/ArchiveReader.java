package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads an archive of ours entry by entry, every byte of it up to gzip's last checksum, and refuses what
 * {@link FolderArchive} never writes: absolute paths, {@code ..}, hard links, entries below a symbolic link, entries
 * twice or out of order.
 */
public final class ArchiveReader implements AutoCloseable {

    private static final String LATIN1 = StandardCharsets.ISO_8859_1.name();

    private final String archive;
    private final InputStream gzip;
    private final TarArchiveInputStream tar;
    private final byte[] buffer = new byte[64 << 10];
    private FileEntry current;
    private String lastLink;
    private long unread;

    /** What takes the content of a file, piece by piece. */
    @FunctionalInterface
    public interface Sink {
        void write(byte[] bytes, int length);
    }

    /** Opens an archive. */
    public ArchiveReader(Path archive, ArchiveCheck.Opener opener) {
        this.archive = PathText.of(archive);
        InputStream file;
        try {
            file = opener.open(archive);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", this.archive, "reason", Reason.of(e));
        }
        try {
            gzip = new GzipCompressorInputStream(new BufferedInputStream(file, buffer.length), true);
            tar = new TarArchiveInputStream(gzip, LATIN1);
        } catch (IOException e) {
            closeAfter(file, e);
            throw damaged(e, Reason.of(e));
        }
    }

    /** The entry that {@link #next()} returned last. */
    public FileEntry current() {
        return current;
    }

    /**
     * Reads what is left of this entry, and goes to the next one; {@code null} at the end. Change time and inode are
     * not in an archive and are 1970 and 0.
     */
    public FileEntry next() {
        try {
            finish();
            TarArchiveEntry header = tar.getNextEntry();
            if (header == null) {
                drain(gzip);
                current = null;
                return null;
            }
            FileEntry entry = entry(header);
            checkPlace(entry);
            current = entry;
            unread = entry.size();
            return entry;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e, e instanceof IOException io ? Reason.of(io) : e.getMessage());
        }
    }

    /** Hands the content of this entry over; once only. */
    public void content(Sink sink) {
        for (int length = read(); length >= 0; length = read()) {
            unread -= length;
            sink.write(buffer, length);
        }
        checkWhole();
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", archive, "reason", Reason.of(e));
        }
    }

    private int read() {
        try {
            return tar.read(buffer);
        } catch (IOException e) {
            throw damaged(e, Reason.of(e));
        }
    }

    private void finish() throws IOException {
        if (current != null) {
            unread -= drain(tar);
            checkWhole();
        }
    }

    private void checkWhole() {
        if (unread != 0) {
            throw damaged(null, "the content of " + current.path() + " is cut short");
        }
    }

    private FileEntry entry(TarArchiveEntry header) {
        String path = PathText.of(header.getName().getBytes(StandardCharsets.ISO_8859_1));
        if (path.startsWith("/") || Arrays.asList(path.split("/")).contains("..")) {
            throw FileProblem.ARCHIVE_LEADS_OUT.exception("archive", archive, "entry", path);
        }
        FileEntry.Type type = type(header, path);
        String relative = path.startsWith("./") ? path.substring(2) : path;
        if (relative.endsWith("/")) {
            relative = relative.substring(0, relative.length() - 1);
        }
        return new FileEntry(relative.isEmpty() ? FileEntry.ROOT : relative, type,
                type == FileEntry.Type.FILE ? header.getSize() : 0, header.getLastModifiedTime().toInstant(),
                Instant.EPOCH, 0, header.getMode() & 07777, header.getLongUserId(), header.getLongGroupId(),
                type == FileEntry.Type.SYMLINK
                        ? PathText.of(header.getLinkName().getBytes(StandardCharsets.ISO_8859_1)) : "");
    }

    private FileEntry.Type type(TarArchiveEntry header, String path) {
        if (header.isSymbolicLink()) {
            return FileEntry.Type.SYMLINK;
        }
        if (header.isLink()) {
            throw FileProblem.ARCHIVE_LEADS_OUT.exception("archive", archive,
                    "entry", "the hard link " + path);
        }
        if (header.isDirectory()) {
            return FileEntry.Type.FOLDER;
        }
        if (header.getLinkFlag() == TarConstants.LF_NORMAL || header.getLinkFlag() == TarConstants.LF_OLDNORM) {
            return FileEntry.Type.FILE;
        }
        throw damaged(null, path + " is of a kind that is never archived");
    }

    private void checkPlace(FileEntry entry) {
        if (current != null && FileEntry.TREE_ORDER.compare(current, entry) >= 0) {
            throw damaged(null, entry.path() + " is out of order");
        }
        if (lastLink != null && entry.path().startsWith(lastLink + "/")) {
            throw FileProblem.ARCHIVE_LEADS_OUT.exception("archive", archive, "entry", entry.path());
        }
        if (entry.type() == FileEntry.Type.SYMLINK) {
            lastLink = entry.path();
        }
    }

    private long drain(InputStream in) throws IOException {
        long bytes = 0;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            bytes += length;
        }
        return bytes;
    }

    private RuntimeException damaged(Exception cause, String reason) {
        return FileProblem.ARCHIVE_DAMAGED.caused(cause, "archive", archive, "reason", reason);
    }

    private static void closeAfter(InputStream file, IOException failure) {
        try {
            file.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
