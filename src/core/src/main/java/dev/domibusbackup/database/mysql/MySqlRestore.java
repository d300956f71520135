package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.DatabaseRestore;
import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A restore by {@code mariadb} or {@code mysql}. The client is told its schema by us; whatever the dump says of schemas
 * is left out on the way.
 */
public final class MySqlRestore implements DatabaseRestore {

    private static final Duration ADMINISTRATION = Duration.ofMinutes(10);
    private static final Duration SESSIONS_LEAVE = Duration.ofSeconds(20);

    /** For locks of transactions that never end; without it the server waits for a day or a year. */
    private static final int LOCK_SECONDS = 60;

    private final ClientProgram program;
    private final DatabaseAddress target;
    private final DatabaseAccount account;
    private final ExpectedSchema expected;
    private final boolean scratch;
    private final DumpLoad load;

    private final CompletableFuture<DumpContents> loaded = new CompletableFuture<>();
    private Duration sessionsLeave = SESSIONS_LEAVE;
    private Runnable release = () -> { };

    private MySqlRestore(ClientProgram program, DatabaseAddress target, DatabaseAccount account,
                         ExpectedSchema expected, Map<String, String> otherNames, boolean scratch) {
        this.program = program;
        this.target = target;
        this.account = account;
        this.expected = expected;
        this.scratch = scratch;
        Map<String, String> renames = new HashMap<>(otherNames);
        renames.put(expected.schema(), target.schema());
        // who keeps its name is never touched
        renames.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        this.load = new DumpLoad(program, target, account, expected.schema(),
                new DumpRewriter(renames, Set.of(), scratch));
    }

    /**
     * Replaces a schema, or makes it if there is none.
     *
     * @param target     what is dropped and made anew; its name may be another than the set's
     * @param otherNames names that other schemas of the set get, by their name in the set; mentions of them follow
     */
    public static MySqlRestore replacing(ClientProgram program, DatabaseAddress target, DatabaseAccount account,
                                         ExpectedSchema expected, Map<String, String> otherNames) {
        return new MySqlRestore(program, target, account, expected, otherNames, false);
    }

    /** Fills a scratch schema, without events: the server would run them. */
    public static MySqlRestore into(ScratchSchema scratch, ExpectedSchema expected) {
        return new MySqlRestore(scratch.program(), scratch.address(), scratch.account(), expected, Map.of(), true);
    }

    /** How long sessions that still use the schema may take to go; to be said before the start. */
    public MySqlRestore sessionsLeaveWithin(Duration bound) {
        sessionsLeave = bound;
        return this;
    }

    /** What ends idle sessions of pools; asked again and again while sessions are waited for. To be said before the start. */
    public MySqlRestore releasing(Runnable sessions) {
        release = sessions;
        return this;
    }

    @Override
    public void start(InputStream dump) {
        Thread thread = new Thread(() -> {
            try {
                if (!scratch) {
                    makeAnew();
                }
                loaded.complete(load.run(dump));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                loaded.completeExceptionally(e);
            } catch (IOException | RuntimeException | Error e) {
                loaded.completeExceptionally(e);
            }
        }, "restore-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    /** Grants on the schema survive that: both vendors keep them by name. */
    private void makeAnew() {
        String name = SqlText.name(target.schema());
        try (SqlClient client = SqlClient.connect(program, target, account, ADMINISTRATION)) {
            RestoreRights.checkRemaking(client);
            SchemaSessions.awaitNone(client, sessionsLeave, release);
            client.query("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
            client.query("DROP DATABASE IF EXISTS " + name + ";\nCREATE DATABASE " + name + " CHARACTER SET "
                    + expected.characterSet() + " COLLATE " + expected.collation());
        }
    }

    @Override
    public SchemaCensus awaitEnd(Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        try {
            DumpContents dump = loaded.get(bound.toNanos(), TimeUnit.NANOSECONDS);
            SchemaCensus found = census(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            List<Problem> differences =
                    expected.compare(found, dump, scratch ? Set.of(ObjectKind.EVENT) : Set.of());
            if (!differences.isEmpty()) {
                throw new ProblemException(differences);
            }
            return found;
        } catch (TimeoutException e) {
            throw RestoreDatabaseProblem.LOAD_TOO_SLOW.caused(e, "address", target, "bound", bound,
                    "bytes", bytesSoFar());
        } catch (ExecutionException e) {
            if (load.isStopped()) {
                throw RestoreDatabaseProblem.LOAD_STOPPED.caused(e.getCause(), "address", target);
            }
            if (e.getCause() instanceof ProblemException problem) {
                throw new ProblemException(problem.problem(), problem);
            }
            throw DatabaseProblem.TOOL_NOT_USABLE.caused(e.getCause(), "program", program.path(),
                    "reason", e.getCause().getMessage());
        } finally {
            close();
        }
    }

    private SchemaCensus census(Duration bound) {
        SchemaCensus census;
        try (CensusSession session = CensusSession.open(program, target, account)) {
            census = session.count(bound);
        }
        return scratch ? ScratchSchema.withoutMarker(census) : census;
    }

    @Override
    public long rowsSoFar() {
        return load.rows();
    }

    @Override
    public long bytesSoFar() {
        return load.bytes();
    }

    @Override
    public void kill() {
        load.stop();
    }

    @Override
    public void close() {
        load.close();
    }
}
