package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Whether somebody has a lock on a file: of either kind that Linux has, for the two do not see each other. */
final class LockedFile {

    private static final int KIND = 1;
    private static final int PID = 4;
    private static final int PLACE = 5;

    private final Path proc;
    private final Path file;

    LockedFile(Path proc, Path file) {
        this.proc = proc;
        this.file = file;
    }

    /**
     * Who has the lock, if anybody. The kernel is asked, so that a process of another container counts too.
     *
     * @throws IOException when the file may not be opened
     */
    Optional<String> owner() throws IOException {
        List<String[]> known = locks();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return Optional.of(known.stream().findFirst().map(this::describe)
                        .orElse("a process that cannot be seen"));
            }
            return known.stream().filter(fields -> fields[KIND].equals("FLOCK")).findFirst().map(this::describe);
        } catch (OverlappingFileLockException ours) {
            return Optional.of("this process");
        }
    }

    private String describe(String[] fields) {
        return fields[PID].matches("[1-9]\\d*") ? ServerProcess.of(proc, Long.parseLong(fields[PID])).describe()
                : "a process that cannot be seen";
    }

    /** The lines of {@code /proc/locks} about this file; the place in them is device and inode. */
    private List<String[]> locks() throws IOException {
        Path locks = proc.resolve("locks");
        if (!Files.isReadable(locks)) {
            return List.of();
        }
        long device = (Long) Files.getAttribute(file, "unix:dev");
        long major = device >> 8 & 0xfff;
        long minor = device & 0xff | device >> 12 & 0xfff00;
        String place = "%02x:%02x:%s".formatted(major, minor, Files.getAttribute(file, "unix:ino"));
        return Files.readAllLines(locks).stream().map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > PLACE && fields[PLACE].equals(place)).toList();
    }
}
