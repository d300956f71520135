package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The client program and what goes into it. Whoever runs it is the thread that writes; two others take what the client
 * prints and says, so that it never waits for us.
 */
final class DumpLoad implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /**
     * Goes before the dump's first line, in the same line. A server may be set to end sessions that rest for a minute
     * or statements that take long; its answer to the question shows that the client has logged in.
     */
    private static final String PRELUDE = "SET SESSION wait_timeout = 86400, net_read_timeout = 3600;"
            + " /*M!100101 SET SESSION max_statement_time = 0 */; SELECT 1; ";

    private final ClientProgram program;
    private final DatabaseAddress target;
    private final DatabaseAccount account;
    private final String schemaInDump;
    private final DumpRewriter rewriter;
    private final DumpScanner scanner;
    private final DumpMessages messages = new DumpMessages(() -> { });

    private CredentialsFile credentials;
    private Process process;
    private boolean stopped;

    DumpLoad(ClientProgram program, DatabaseAddress target, DatabaseAccount account, String schemaInDump,
             DumpRewriter rewriter) {
        this.program = program;
        this.target = target;
        this.account = account;
        this.schemaInDump = schemaInDump;
        this.rewriter = rewriter;
        this.scanner = new DumpScanner(rewriter);
    }

    /**
     * Loads a dump.
     *
     * @return what went through
     * @throws ProblemException when it is not complete, or the client fails
     */
    DumpContents run(InputStream dump) throws IOException, InterruptedException {
        startClient();
        CompletableFuture<Void> said = inBackground("messages", () -> messages.read(process.getErrorStream()));
        CompletableFuture<Void> printed = inBackground("output", this::dropOutput);
        IOException broken = null;
        try (OutputStream input = process.getOutputStream()) {
            write(dump, input);
        } catch (ClientGoneException e) {
            // it has ended: what it said tells more than its pipe
            broken = e;
        }
        int exitCode = process.waitFor();
        said.join();
        printed.join();
        if (exitCode != 0 || broken != null) {
            throw new ProblemException(LoadErrors.of(messages.complaints(), exitCode, target, account), broken);
        }
        return scanner.contents();
    }

    private synchronized void startClient() throws IOException {
        if (stopped) {
            throw RestoreDatabaseProblem.LOAD_STOPPED.exception("address", target);
        }
        credentials = CredentialsFile.write(target, account);
        try {
            process = program.start(credentials, List.of("--batch", "--skip-column-names", "--unbuffered",
                    // no command of the client in a dump is heeded, nothing in it is translated
                    "--binary-mode", "--skip-force", "--skip-reconnect", "--no-auto-rehash",
                    "--default-character-set=utf8mb4", "--max-allowed-packet=1G", "--connect-timeout=10",
                    "--database=" + target.schema()));
        } catch (IOException e) {
            credentials.close();
            throw e;
        }
    }

    /** The first that it prints shows that it has logged in: the password need not lie about until the end. */
    private void dropOutput() throws IOException {
        try (InputStream output = process.getInputStream()) {
            byte[] buffer = new byte[1024];
            while (output.read(buffer) >= 0) {
                credentials.close();
            }
        }
    }

    private void write(InputStream dump, OutputStream input) throws ClientGoneException {
        send(input, PRELUDE.getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[BUFFER];
        for (int n = read(dump, buffer); n >= 0; n = read(dump, buffer)) {
            scanner.accept(buffer, 0, n);
            send(input, rewriter.take());
        }
        if (!scanner.contents().complete()) {
            // before the end of its input makes it run the half of a statement
            end();
            throw RestoreDatabaseProblem.DUMP_INCOMPLETE.exception("schema", schemaInDump);
        }
        send(input, rewriter.takeRest());
    }

    private int read(InputStream dump, byte[] buffer) {
        try {
            return dump.read(buffer);
        } catch (IOException e) {
            end();
            throw RestoreDatabaseProblem.DUMP_UNREADABLE.caused(e, "schema", schemaInDump, "reason", e.getMessage());
        }
    }

    private static void send(OutputStream input, byte[] bytes) throws ClientGoneException {
        try {
            input.write(bytes);
            input.flush();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    private CompletableFuture<Void> inBackground(String what, Work work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.complete(null);
            } catch (IOException | UncheckedIOException e) {
                end.completeExceptionally(e);
                end();
            }
        }, "restore-" + what + "-" + target);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** By its handle: the process object would close the streams under those who still read them. */
    private void end() {
        process.toHandle().destroyForcibly();
    }

    synchronized void stop() {
        stopped = true;
        if (process != null) {
            end();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    long rows() {
        return scanner.rows();
    }

    long bytes() {
        return scanner.bytes();
    }

    /** Ends the client if it still runs, and deletes its credentials. */
    @Override
    public synchronized void close() {
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
    private static final class ClientGoneException extends IOException {

        private static final long serialVersionUID = 1L;

        ClientGoneException(IOException cause) {
            super(cause);
        }
    }
}
