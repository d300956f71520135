package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;

/**
 * The lock that every job of Domibus Backup in the server takes too: neither a second of these commands nor a job of a
 * server that is started meanwhile works beside this one. It ends with the process.
 */
public final class ServerLock implements AutoCloseable {

    private final FileChannel channel;

    private ServerLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it, or throws DB-OFFLINE-042. */
    public static ServerLock take(ServerFolders folders) {
        Path file = folders.makeOwnData().resolve("job.lock");
        try {
            boolean there = Files.exists(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!there) {
                Ownership.take(file, folders.ownData());
                Files.setAttribute(file, "unix:mode", 0600);
            }
            if (isLocked(channel)) {
                channel.close();
                throw OfflineProblem.LOCKED.exception("file", file, "owner", "another process", "what",
                        "a job of Domibus Backup, or another of these commands, works");
            }
            return new ServerLock(channel);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", file, "reason", e.toString());
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock could not be given back", e);
        }
    }
}
