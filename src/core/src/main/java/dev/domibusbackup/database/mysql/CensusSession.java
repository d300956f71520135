package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.database.SchemaObject;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.ProblemException;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A census in two steps: what takes no time is asked in the quiet window, the rows are counted later, in the snapshot
 * of that moment, when Domibus runs again. Names do not belong to a snapshot, so they are asked at once.
 */
public final class CensusSession implements AutoCloseable {

    private static final Duration ONE_QUESTION = Duration.ofMinutes(1);
    private static final int IDLE_SECONDS = 86_400;

    private final SqlClient client;
    private final String characterSet;
    private final String collation;
    private final long size;
    private final SortedSet<SchemaObject> objects;

    private CensusSession(SqlClient client) {
        this.client = client;
        client.query("SET SESSION wait_timeout = " + IDLE_SECONDS
                + ";\nSET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"
                + ";\nSTART TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        SchemaCatalog catalog = new SchemaCatalog(client);
        List<List<String>> schema = catalog.select("default_character_set_name, default_collation_name", "schemata",
                "schema_name", "");
        if (schema.isEmpty()) {
            throw DatabaseProblem.UNKNOWN_SCHEMA.exception("schema", client.address().schema(),
                    "address", client.address(), "user", client.account().user());
        }
        characterSet = schema.get(0).get(0);
        collation = schema.get(0).get(1);
        size = catalog.size();
        objects = catalog.objects();
    }

    /**
     * Opens the snapshot and asks for the names: to be done in the quiet window.
     *
     * @throws ProblemException when the server does not let us in, or knows no such schema
     */
    public static CensusSession open(ClientProgram program, DatabaseAddress address, DatabaseAccount account) {
        SqlClient client = SqlClient.connect(program, address, account, ONE_QUESTION);
        try {
            return new CensusSession(client);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** The server's estimate of the schema's size in bytes: for space and progress. */
    public long sizeBytes() {
        return size;
    }

    /**
     * Counts the rows as they were when the session was opened.
     *
     * @param perTable how long one table may take
     * @throws ProblemException when a table was changed in its structure since, or the session is gone
     */
    public SchemaCensus count(Duration perTable) {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (SchemaObject object : objects) {
            if (object.kind() == ObjectKind.TABLE) {
                rows.put(object.name(), count(object.name(), perTable));
            }
        }
        return new SchemaCensus(client.address().schema(), characterSet, collation, size, rows, objects);
    }

    private long count(String table, Duration bound) {
        String sql = "SELECT COUNT(*) FROM " + SqlText.name(client.address().schema()) + "." + SqlText.name(table);
        // the client takes a backslash in a quoted name for an escape; in a string it is right. Going back to the
        // savepoint keeps the snapshot, but lets go of the table: nobody's ALTER or DROP has to wait for us
        try {
            return Long.parseLong(client.query("SAVEPOINT before_count;\nPREPARE counting FROM " + SqlText.literal(sql)
                    + ";\nEXECUTE counting;\nROLLBACK TO SAVEPOINT before_count", bound).get(0).get(0));
        } catch (ProblemException e) {
            // the server does not say which
            if (e.problem().code().equals(DatabaseProblem.TABLE_CHANGED.code())) {
                throw DatabaseProblem.TABLE_CHANGED.caused(e, "table", table, "address", client.address(),
                        "reason", "its rows cannot be counted as they were at the cut");
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
