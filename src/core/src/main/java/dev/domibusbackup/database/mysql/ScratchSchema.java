package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.database.SchemaObject;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A schema into which a dump is loaded to be counted, and which is dropped afterwards. A table in it says that it is
 * ours; a lock of the session that made it says that it is still needed, and goes with that session however it ends.
 */
public final class ScratchSchema implements AutoCloseable {

    private static final String PREFIX = "domibus_backup_scratch_";
    private static final String NAME = PREFIX + "[0-9a-f]{8}";
    private static final String MARKER = "domibus_backup_scratch_marker";
    private static final int IDLE_SECONDS = 604_800;
    private static final Duration ANEW = Duration.ofMinutes(10);

    private final ClientProgram program;
    private final SqlClient client;

    private ScratchSchema(ClientProgram program, SqlClient client) {
        this.program = program;
        this.client = client;
    }

    /**
     * Makes one beside a schema.
     *
     * @param beside names the server
     * @param bound  how long one statement may take; dropping what is full takes some time
     * @throws ProblemException when the account may not do it
     */
    public static ScratchSchema create(ClientProgram program, DatabaseAddress beside, DatabaseAccount account,
                                       ExpectedSchema expected, Duration bound) {
        String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);
        SqlClient client = SqlClient.connect(program, beside.withSchema(name), account, bound);
        try {
            Rights rights = Rights.of(client);
            for (String right : List.of("CREATE", "DROP", "INSERT", "SELECT")) {
                if (!rights.allow(right)) {
                    throw notAllowed(beside, rights.account());
                }
            }
            client.query("SET SESSION wait_timeout = " + IDLE_SECONDS + ";\nDO GET_LOCK('" + name + "', 0)");
            client.query("CREATE DATABASE " + name + " CHARACTER SET " + expected.characterSet() + " COLLATE "
                    + expected.collation() + ";\nCREATE TABLE " + name + "." + MARKER + " (id INT PRIMARY KEY)");
            return new ScratchSchema(program, client);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static ProblemException notAllowed(DatabaseAddress address, String account) {
        return RestoreDatabaseProblem.SCRATCH_NOT_ALLOWED.exception("address", address, "account", account,
                "pattern", PREFIX.replace("_", "\\_") + "%");
    }

    /**
     * Drops what killed processes left: schemas with a name and a table of ours, whose session is gone.
     *
     * @return their names
     */
    public static List<String> sweep(ClientProgram program, DatabaseAddress beside, DatabaseAccount account,
                                     Duration bound) {
        List<String> swept = new ArrayList<>();
        try (SqlClient client = SqlClient.connect(program, beside, account, bound)) {
            for (List<String> row : client.query("SELECT table_schema FROM information_schema.tables"
                    + " WHERE table_name = '" + MARKER + "' ORDER BY 1")) {
                String name = row.get(0);
                if (name.matches(NAME) && client.value("SELECT IS_FREE_LOCK('" + name + "')").equals("1")) {
                    client.query("DROP DATABASE IF EXISTS " + name);
                    swept.add(name);
                }
            }
        }
        return swept;
    }

    /** What a census found, but for what is ours. */
    static SchemaCensus withoutMarker(SchemaCensus census) {
        SortedMap<String, Long> rows = new TreeMap<>(census.rows());
        rows.remove(MARKER);
        SortedSet<SchemaObject> objects = new TreeSet<>(census.objects());
        objects.removeIf(object -> object.name().equals(MARKER));
        return new SchemaCensus(census.schema(), census.characterSet(), census.collation(), census.sizeBytes(), rows,
                objects);
    }

    public DatabaseAddress address() {
        return client.address();
    }

    ClientProgram program() {
        return program;
    }

    DatabaseAccount account() {
        return client.account();
    }

    /**
     * Drops it.
     *
     * @throws ProblemException when that fails; {@link #sweep} will find it
     */
    @Override
    public void close() {
        String drop = "DROP DATABASE IF EXISTS " + client.address().schema();
        try (client) {
            client.query(drop);
        } catch (ProblemException e) {
            // its session may have died with the load: another one drops it as well
            try (SqlClient other = SqlClient.connect(program, client.address(), client.account(), ANEW)) {
                other.query(drop);
            }
        }
    }
}
