package dev.domibusbackup.activemq;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.problem.ActiveMqProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the locks of a broker's stores: as long as it does, no broker opens them, and one that is started waits. That
 * they could be had proves that the broker has ended. The locks are held by a process of their own: a process loses
 * its lock when it closes any of its channels to the file, and the broker may run in the same one as we.
 */
public final class StoreGuard implements AutoCloseable {

    private final BrokerStores stores;
    private final ReaderRun run;

    private StoreGuard(BrokerStores stores, ReaderRun run) {
        this.stores = stores;
        this.run = run;
    }

    /**
     * Takes the locks.
     *
     * @throws dev.domibusbackup.problem.ProblemException DB-AMQ-004 when a broker has one, DB-AMQ-005 when a folder is
     *                                                    no store
     */
    public static StoreGuard take(BrokerStores stores, ReaderProgram program) {
        stores.check();
        return takeWhatIs(stores, program);
    }

    /**
     * Takes the locks that there are, of folders that are to be replaced: they may be missing, or be no stores. A lock
     * stays held while its folder is renamed.
     *
     * @throws dev.domibusbackup.problem.ProblemException DB-AMQ-004 when a broker has one
     */
    public static StoreGuard takeWhatIs(BrokerStores stores, ReaderProgram program) {
        List<Path> locks = stores.locks();
        if (locks.isEmpty()) {
            return new StoreGuard(stores, null);
        }
        List<String> arguments = new ArrayList<>(List.of("hold"));
        locks.forEach(lock -> arguments.add(lock.toString()));
        ReaderRun run = ReaderRun.start(program, arguments);
        boolean held = false;
        try {
            held = isHeld(run);
            return new StoreGuard(stores, run);
        } finally {
            if (!held) {
                run.close();
            }
        }
    }

    private static boolean isHeld(ReaderRun run) {
        String answer;
        try {
            answer = new BufferedReader(new InputStreamReader(run.output(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw run.cut(e);
        }
        if (answer == null) {
            throw run.cut(null);
        }
        if (!answer.equals("held")) {
            throw ActiveMqProblem.BROKER_ALIVE.exception("path", Path.of(answer).getParent());
        }
        return true;
    }

    public BrokerStores stores() {
        return stores;
    }

    /**
     * Archives a store as it is.
     *
     * @param store one of the folders
     * @param work  existing folder for temporary files
     * @param out   receives the {@code tar.gz}; flushed, not closed
     */
    public ArchiveResult archive(Path store, Path work, OutputStream out) {
        return new FolderArchive(ArchiveMode.QUIET).write(owned(store), entry -> false, work, out);
    }

    /**
     * Copies the stores, so that they can be read.
     *
     * @param folder a folder that does not exist yet
     */
    public StoreCopy copy(Path folder) {
        return StoreCopy.make(stores, folder);
    }

    private Path owned(Path store) {
        if (!stores.folders().contains(store)) {
            throw new IllegalArgumentException("not a guarded store: " + store);
        }
        return store;
    }

    /** Lets the stores go. */
    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}
