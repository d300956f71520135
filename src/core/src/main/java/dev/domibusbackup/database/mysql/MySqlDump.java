package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.DatabaseDump;
import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A dump by {@code mariadb-dump} or {@code mysqldump}. Two threads serve the client: one takes its messages, so that
 * the snapshot is known at once, one moves the dump into the output and counts what goes by. An output that is slow
 * slows the client, never the snapshot.
 */
public final class MySqlDump implements DatabaseDump {

    private static final int BUFFER = 1 << 16;

    private final ClientProgram program;
    private final DatabaseAddress address;
    private final DatabaseAccount account;
    private final ServerVersion server;

    private final DumpScanner scanner = new DumpScanner();
    private final CountDownLatch snapshotOrEnd = new CountDownLatch(1);
    private final DumpMessages messages = new DumpMessages(this::snapshotExists);
    private final CompletableFuture<Void> messagesRead = new CompletableFuture<>();
    private final CompletableFuture<Void> dumpWritten = new CompletableFuture<>();

    private CredentialsFile credentials;
    private Process process;
    private volatile boolean snapshot;
    private volatile boolean stopped;

    public MySqlDump(ClientProgram program, DatabaseAddress address, DatabaseAccount account, ServerVersion server) {
        this.program = program;
        this.address = address;
        this.account = account;
        this.server = server;
    }

    @Override
    public void start(OutputStream output) {
        if (process != null) {
            throw new IllegalStateException("started before");
        }
        credentials = CredentialsFile.write(address, account);
        try {
            process = program.start(credentials, DumpOptions.of(program.version(), server, address.schema()));
        } catch (IOException e) {
            credentials.close();
            throw DatabaseProblem.TOOL_NOT_USABLE.caused(e, "program", program.path(), "reason", e.getMessage());
        }
        run("dump-messages-" + address, messagesRead, () -> messages.read(process.getErrorStream()));
        run("dump-" + address, dumpWritten, () -> write(output));
        messagesRead.whenComplete((nothing, failure) -> snapshotOrEnd.countDown());
    }

    private void snapshotExists() {
        snapshot = true;
        // it has logged in long ago: the password need not lie about until the dump ends
        credentials.close();
        snapshotOrEnd.countDown();
    }

    private void write(OutputStream output) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream dump = process.getInputStream()) {
            for (int n = dump.read(buffer); n >= 0; n = dump.read(buffer)) {
                scanner.accept(buffer, 0, n);
                try {
                    output.write(buffer, 0, n);
                } catch (IOException e) {
                    throw new OutputFailedException(e);
                }
            }
            output.flush();
        }
    }

    private void run(String name, CompletableFuture<Void> end, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.complete(null);
            } catch (IOException | RuntimeException | Error e) {
                end.completeExceptionally(e);
                // nobody takes what it writes any more: it must not wait for that
                process.toHandle().destroyForcibly();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void awaitSnapshot(Duration bound) throws InterruptedException {
        if (!snapshotOrEnd.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
            close();
            throw DatabaseProblem.SNAPSHOT_TOO_SLOW.exception("address", address, "bound", bound);
        }
        if (!snapshot) {
            process.toHandle().destroyForcibly();
            int exitCode = process.waitFor();
            List<String> said = messages.complaints();
            close();
            if (dumpWritten.isCompletedExceptionally()) {
                // then it was us who killed it
                awaitOutput(System.nanoTime());
            }
            if (exitCode != 0) {
                throw failure(exitCode, said);
            }
            throw noSnapshot(said);
        }
    }

    @Override
    public DumpContents awaitEnd(Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        boolean ended = awaitOutput(deadline)
                && process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                && await(messagesRead, deadline);
        try {
            if (!ended) {
                throw stopped ? DatabaseProblem.DUMP_STOPPED.exception("address", address)
                        : DatabaseProblem.DUMP_TOO_SLOW.exception("address", address, "bound", bound,
                                "bytes", scanner.bytes());
            }
            return judge();
        } finally {
            close();
        }
    }

    private DumpContents judge() {
        List<String> said = messages.complaints();
        if (process.exitValue() != 0) {
            throw failure(process.exitValue(), said);
        }
        if (!snapshot) {
            throw noSnapshot(said);
        }
        DumpContents contents = scanner.contents();
        if (!contents.complete()) {
            throw DatabaseProblem.DUMP_INCOMPLETE.exception("address", address, "reason", "its last line is missing");
        }
        if (!contents.schema().equals(address.schema())) {
            throw DatabaseProblem.DUMP_INCOMPLETE.exception("address", address,
                    "reason", "it holds the schema '" + contents.schema() + "'");
        }
        return contents;
    }

    private ProblemException failure(int exitCode, List<String> said) {
        if (stopped) {
            return DatabaseProblem.DUMP_STOPPED.exception("address", address);
        }
        Problem problem = ClientErrors.ofDump(said, exitCode, address, account);
        return new ProblemException(problem);
    }

    private ProblemException noSnapshot(List<String> said) {
        return DatabaseProblem.SNAPSHOT_NOT_TAKEN.exception("address", address, "exitCode", process.exitValue(),
                "reason", said.isEmpty() ? "it said nothing about one" : String.join(" ", said));
    }

    /**
     * Waits until the output has all. A failure there comes before anything the client says, for we killed it then.
     */
    private boolean awaitOutput(long deadline) throws InterruptedException {
        try {
            dumpWritten.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof OutputFailedException failed ? failed.getCause() : e.getCause();
            if (stopped && !(e.getCause() instanceof OutputFailedException)) {
                return true;
            }
            close();
            throw DatabaseProblem.OUTPUT_FAILED.caused(cause, "address", address, "reason", cause.getMessage());
        }
    }

    private static boolean await(CompletableFuture<Void> end, long deadline) throws InterruptedException {
        try {
            end.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The messages of the dump client cannot be read", e.getCause());
        }
    }

    @Override
    public long rowsSoFar() {
        return scanner.rows();
    }

    @Override
    public long bytesSoFar() {
        return scanner.bytes();
    }

    @Override
    public void kill() {
        stopped = true;
        if (process != null) {
            // by its handle: the process object would close the streams under those who still read them
            process.toHandle().destroyForcibly();
        }
    }

    /** Process id of the client, for logs and for whoever watches it. */
    public long pid() {
        return process.pid();
    }

    /** Warnings of the client, which do not make the dump a failure. */
    public List<String> warnings() {
        return messages.complaints();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        if (credentials != null) {
            credentials.close();
        }
    }

    /** What the threads do. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Tells a failure to write from one to read. */
    private static final class OutputFailedException extends IOException {

        private static final long serialVersionUID = 1L;

        OutputFailedException(IOException cause) {
            super(cause);
        }
    }
}
