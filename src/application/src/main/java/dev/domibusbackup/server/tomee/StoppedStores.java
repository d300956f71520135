package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.domibusbackup.activemq.BrokerStores;
import dev.domibusbackup.activemq.ReaderProgram;
import dev.domibusbackup.activemq.SpooledStores;
import dev.domibusbackup.activemq.StoreCopy;
import dev.domibusbackup.activemq.StoreGuard;
import dev.domibusbackup.activemq.StoredQueue;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.BundledReader;
import dev.domibusbackup.setting.Settings;

/**
 * The messages of a broker that has ended with Domibus, read from copies of its stores. They are read once as long as
 * the stores stay as they are; no lock of theirs is held afterwards, so that nobody who starts Domibus has to wait.
 */
final class StoppedStores {

    private static final String LOCK = "lock";

    private final Path folder;
    private final Supplier<Settings> settings;
    private BrokerStores stores;
    private Map<Path, Stamp> stamps = Map.of();
    private SpooledStores messages;

    /** What tells whether a file was written to. */
    private record Stamp(long size, FileTime modified) {
    }

    /**
     * @param folder   of our own, for copies; what a process that died left in it is removed
     * @param settings say how much memory the reading may take
     */
    StoppedStores(Path folder, Supplier<Settings> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Queues with messages, and such as had some. */
    synchronized List<StoredQueue> queues(BrokerStores of) {
        return read(of).queues();
    }

    synchronized StoredQueue queue(BrokerStores of, String queue) {
        return read(of).queue(queue);
    }

    /** The messages of a queue; empty if it never had any. */
    synchronized Optional<MessageFileReader> messages(BrokerStores of, String queue) {
        return read(of).messages(queue);
    }

    /** What the operator should know about what was read. */
    synchronized List<Problem> warnings(BrokerStores of) {
        return read(of).summary().warnings(of);
    }

    /**
     * Archives a store as it is: of the same state as what was read.
     *
     * @param work existing folder for temporary files
     * @throws dev.domibusbackup.problem.ProblemException DB-AMQ-006 when somebody wrote to it since
     */
    synchronized ArchiveResult archive(BrokerStores of, Path store, Path work, OutputStream out) {
        read(of);
        try (StoreGuard guard = StoreGuard.take(of, program())) {
            if (!stamps(of).equals(stamps)) {
                throw ActiveMqProblem.STORE_MOVED.exception("path", store);
            }
            return guard.archive(store, work, out);
        }
    }

    /** To be called when the broker may run again. */
    synchronized void forget() {
        if (messages != null) {
            messages.close();
            messages = null;
        }
        stores = null;
        stamps = Map.of();
    }

    private SpooledStores read(BrokerStores of) {
        if (messages == null || !of.equals(stores) || !stamps(of).equals(stamps)) {
            forget();
            DurableFiles.createPrivateFolder(folder);
            List.of("copy", "messages").forEach(left -> DurableFiles.deleteTree(folder.resolve(left)));
            try (StoreCopy copy = copy(of)) {
                messages = SpooledStores.read(copy, program(), folder.resolve("messages"), count -> { });
                stores = of;
            }
        }
        return messages;
    }

    private StoreCopy copy(BrokerStores of) {
        try (StoreGuard guard = StoreGuard.take(of, program())) {
            stamps = stamps(of);
            return guard.copy(folder.resolve("copy"));
        }
    }

    private ReaderProgram program() {
        DurableFiles.createPrivateFolder(folder);
        return BundledReader.unpack(settings.get(), folder);
    }

    private static Map<Path, Stamp> stamps(BrokerStores of) {
        Map<Path, Stamp> found = new TreeMap<>();
        for (Path store : of.folders()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(store)) {
                for (Path file : files) {
                    if (!file.endsWith(LOCK)) {
                        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                        found.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
                    }
                }
            } catch (IOException e) {
                throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", store, "reason", e.getMessage());
            }
        }
        return found;
    }
}
