package dev.domibusbackup.files;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Writes entries as GNU tar writes them: names are bytes and begin with {@code ./}, long ones go into GNU's own
 * records (a PAX record would have to be UTF-8, which a Linux name need not be); sizes over 8 GiB and owners over
 * 2097151 are written in binary. Times with nanoseconds go into PAX records, written here because the library's own
 * are cut to 100 nanoseconds.
 */
final class TarWriter implements AutoCloseable {

    private static final byte[] ZEROS = new byte[8192];

    private final TarArchiveOutputStream tar;
    private final Map<Long, String> users = new HashMap<>();
    private final Map<Long, String> groups = new HashMap<>();
    private UnaryOperator<String> place = UnaryOperator.identity();
    private long missing;

    /** Writes onto a stream; closing ends the archive and flushes the stream, but leaves it open. */
    TarWriter(OutputStream out) throws IOException {
        tar = new TarArchiveOutputStream(FastGzip.onto(out), StandardCharsets.ISO_8859_1.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /** What follows is a tree that goes under a folder of this name. */
    void under(String folder) {
        place = path -> path.equals(FileEntry.ROOT) ? folder : folder + "/" + path;
    }

    /** What follows is a single file of this name. */
    void as(String file) {
        place = path -> file;
    }

    /** Begins an entry; a file's content follows through {@link #write} and ends with {@link #end}. */
    void begin(FileEntry entry, Path file) throws IOException {
        if (entry.modified().getNano() != 0) {
            writeTime(entry.modified());
        }
        TarArchiveEntry header = new TarArchiveEntry(name(entry), flag(entry.type()));
        header.setSize(entry.size());
        header.setMode(entry.mode());
        header.setLastModifiedTime(FileTime.from(entry.modified().getEpochSecond(), TimeUnit.SECONDS));
        header.setUserId(entry.uid());
        header.setGroupId(entry.gid());
        nameOwners(header, entry, file);
        if (entry.type() == FileEntry.Type.SYMLINK) {
            header.setLinkName(latin1(entry.target()));
        }
        tar.putArchiveEntry(header);
        missing = entry.size();
    }

    void write(byte[] bytes, int length) throws IOException {
        tar.write(bytes, 0, length);
        missing -= length;
    }

    /** Ends an entry; what is missing of a file's announced size is filled with zeros, so that the archive is valid. */
    void end() throws IOException {
        while (missing > 0) {
            write(ZEROS, (int) Math.min(missing, ZEROS.length));
        }
        tar.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** A PAX record for the entry that follows. */
    private void writeTime(Instant time) throws IOException {
        String value = " mtime=" + BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9)).toPlainString() + "\n";
        int length = value.length() + 2;
        if (Integer.toString(length).length() + value.length() != length) {
            throw new IllegalArgumentException("not a time that an archive can hold: " + time);
        }
        byte[] record = (length + value).getBytes(StandardCharsets.US_ASCII);
        TarArchiveEntry header = new TarArchiveEntry("./PaxHeaders/mtime", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setSize(record.length);
        header.setLastModifiedTime(FileTime.from(0, TimeUnit.SECONDS));
        tar.putArchiveEntry(header);
        tar.write(record);
        tar.closeArchiveEntry();
    }

    private String name(FileEntry entry) {
        String path = place.apply(entry.path());
        if (path.equals(FileEntry.ROOT)) {
            return "./";
        }
        return "./" + latin1(path) + (entry.type() == FileEntry.Type.FOLDER ? "/" : "");
    }

    /** Bytes as characters of the same number, which the archive's encoding turns into the same bytes again. */
    private static String latin1(String text) {
        return new String(PathText.bytes(text), StandardCharsets.ISO_8859_1);
    }

    private static byte flag(FileEntry.Type type) {
        return switch (type) {
            case FILE -> TarConstants.LF_NORMAL;
            case FOLDER -> TarConstants.LF_DIR;
            case SYMLINK -> TarConstants.LF_SYMLINK;
            case OTHER -> throw new IllegalArgumentException("not archived: " + type);
        };
    }

    /** One look-up per owner and group; a file that is gone by now keeps its numbers alone. */
    private void nameOwners(TarArchiveEntry header, FileEntry entry, Path file) throws IOException {
        if (!users.containsKey(entry.uid()) || !groups.containsKey(entry.gid())) {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            PosixFileAttributes owners =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            users.put(entry.uid(), nameOrNothing(owners.owner().getName(), entry.uid()));
            groups.put(entry.gid(), nameOrNothing(owners.group().getName(), entry.gid()));
        }
        header.setUserName(users.get(entry.uid()));
        header.setGroupName(groups.get(entry.gid()));
    }

    private static String nameOrNothing(String name, long number) {
        return name.equals(Long.toString(number)) ? "" : name;
    }
}
