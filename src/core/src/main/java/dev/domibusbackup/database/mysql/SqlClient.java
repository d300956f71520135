package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.ProblemException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One session with a server, held by the command-line client: what is asked goes to its standard input, rows come from
 * its standard output. After each query the client is asked for a mark that only we know, so the end of an answer is
 * certain. An error ends the session: what a failed statement leaves behind is no ground to go on.
 * <p>Not for several threads at once.
 */
public final class SqlClient implements AutoCloseable {

    private static final int CONNECT_SECONDS = 10;
    private static final int QUEUED_LINES = 1000;
    private static final long END_GRACE_SECONDS = 5;

    /** What the reading thread puts behind the last line. Compared by identity, so no line can be mistaken for it. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String END_OF_OUTPUT = new String("end of output");

    private final String mark = "mark-" + UUID.randomUUID();
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUED_LINES);
    private final DatabaseAddress address;
    private final DatabaseAccount account;
    private final Duration bound;
    private final Process process;
    private final Thread reading;

    private SqlClient(DatabaseAddress address, DatabaseAccount account, Duration bound, Process process) {
        this.address = address;
        this.account = account;
        this.bound = bound;
        this.process = process;
        this.reading = new Thread(this::readLines, "sql-client-" + address);
        reading.setDaemon(true);
    }

    /**
     * Connects, without choosing a schema.
     *
     * @param bound how long one query may take
     * @throws ProblemException when the server does not let us in
     */
    public static SqlClient connect(ClientProgram program, DatabaseAddress address, DatabaseAccount account,
                                    Duration bound) {
        // the file is needed until the client has logged in, and not a moment longer
        try (CredentialsFile credentials = CredentialsFile.write(address, account)) {
            Process process = program.start(credentials, List.of("--batch", "--skip-column-names", "--unbuffered",
                    "--skip-reconnect", "--no-auto-rehash", "--default-character-set=utf8mb4",
                    "--connect-timeout=" + CONNECT_SECONDS));
            SqlClient client = new SqlClient(address, account, bound, process);
            try {
                client.reading.start();
                client.query("SET SESSION sql_mode = ''");
            } catch (RuntimeException e) {
                client.close();
                throw e;
            }
            return client;
        } catch (IOException e) {
            throw DatabaseProblem.TOOL_NOT_USABLE.caused(e, "program", program.path(), "reason", e.getMessage());
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    public DatabaseAccount account() {
        return account;
    }

    /** The schema of the address as a statement writes it. */
    public String quotedSchema() {
        return SqlText.name(address.schema());
    }

    /** The only value of the only row. */
    public String value(String sql) {
        return query(sql).get(0).get(0);
    }

    /** Asks within the bound of this session. */
    public List<List<String>> query(String sql) {
        return query(sql, bound);
    }

    /**
     * Asks.
     *
     * @param sql   one statement or several, without the last semicolon
     * @param limit how long it may take
     * @return the rows of all statements; the whole answer is held in memory, so ask for names and numbers only
     * @throws ProblemException when the server answers with an error, the session is gone or the time passes
     */
    public List<List<String>> query(String sql, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            process.getOutputStream().write((sql + ";\nSELECT '" + mark + "';\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw ended(e);
        }
        List<List<String>> rows = new ArrayList<>();
        while (true) {
            String line = nextLine(deadline, limit);
            if (line.equals(mark)) {
                return rows;
            }
            rows.add(SqlText.columns(line));
        }
    }

    private String nextLine(long deadline, Duration limit) {
        String line;
        try {
            line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw ended(e);
        }
        if (line == null) {
            process.destroyForcibly();
            throw DatabaseProblem.QUERY_TOO_SLOW.exception("address", address, "bound", limit);
        }
        if (line == END_OF_OUTPUT) {
            // whoever asks again must find the end again
            lines.offer(END_OF_OUTPUT);
            throw ended(null);
        }
        return line;
    }

    private void readLines() {
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.put(line);
            }
            lines.put(END_OF_OUTPUT);
        } catch (IOException e) {
            // only a killed client breaks its pipe: the end as well, and whoever waits must learn of it
            lines.offer(END_OF_OUTPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says why the session is gone: what the client wrote to its standard error before it left. */
    private ProblemException ended(Exception cause) {
        try {
            if (!process.waitFor(END_GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return ClientErrors.ofQuery(said, process.exitValue(), address, account, cause);
        } catch (IOException e) {
            return ClientErrors.ofQuery(String.valueOf(e.getMessage()), process.exitValue(), address, account, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ClientErrors.ofQuery("interrupted", -1, address, account, e);
        }
    }

    /** Ends the session; harmless when it has ended. */
    @Override
    public void close() {
        process.destroy();
        // it may be waiting for room that nobody will make
        reading.interrupt();
    }
}
