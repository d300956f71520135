package dev.domibusbackup.activemq;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.FileProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A copy of a broker's stores for reading, which changes it. Gone when it is closed.
 *
 * @param folder    what holds both
 * @param kahaDb    the copy of KahaDB
 * @param scheduler the copy of the scheduler store
 * @param of        what was copied, for messages
 */
public record StoreCopy(Path folder, Path kahaDb, Optional<Path> scheduler, BrokerStores of) implements AutoCloseable {

    /** Without this file in it the program opens no folder: a broker's own store must never be opened. */
    private static final String MARK = ".domibus-backup-copy";

    public StoreCopy {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(kahaDb, "kahaDb");
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(of, "of");
    }

    /** What tells whether a file was written to. */
    private record Stamp(long size, FileTime modified) {
    }

    static StoreCopy make(BrokerStores stores, Path folder) {
        DurableFiles.createPrivateFolder(folder);
        Path kahaDb = folder.resolve("kahadb");
        Optional<Path> scheduler = stores.scheduler().map(store -> folder.resolve("scheduler"));
        copy(stores.kahaDb(), kahaDb);
        scheduler.ifPresent(target -> copy(stores.scheduler().orElseThrow(), target));
        return new StoreCopy(folder, kahaDb, scheduler, stores);
    }

    private static void copy(Path store, Path target) {
        try {
            Map<Path, Stamp> before = files(store);
            DurableFiles.createPrivateFolder(target);
            for (Path name : before.keySet()) {
                copyFile(store.resolve(name), target.resolve(name));
            }
            if (!files(store).equals(before)) {
                throw ActiveMqProblem.STORE_MOVED.exception("path", store);
            }
            DurableFiles.newPrivateFile(target.resolve(MARK)).close();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", store, "reason", String.valueOf(e.getMessage()));
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel channel = DurableFiles.newPrivateFile(to);
                OutputStream out = Channels.newOutputStream(channel)) {
            Files.copy(from, out);
        }
    }

    /** The files of a store; it has no folders but archives of what it needs no more. */
    private static Map<Path, Stamp> files(Path store) throws IOException {
        Map<Path, Stamp> files = new TreeMap<>();
        try (DirectoryStream<Path> content = Files.newDirectoryStream(store)) {
            for (Path file : content) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
                        LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && !file.endsWith(BrokerStores.LOCK)) {
                    files.put(file.getFileName(), new Stamp(attributes.size(), attributes.lastModifiedTime()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    /** Removes the copy. */
    @Override
    public void close() {
        DurableFiles.deleteTree(folder);
    }
}
