package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.ProblemException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds before a dump what would make it fail or, worse, would make it lack something without a word. Reads only.
 * <p>LOCK TABLES is not asked for: a dump in one transaction locks nothing.
 */
public final class SchemaPreflight {

    private SchemaPreflight() {
    }

    /**
     * Checks one schema.
     *
     * @param bound how long one query may take
     * @return everything that was found, at once; empty when the schema can be dumped whole
     */
    public static List<PreflightFinding> check(MySqlTools tools, DatabaseAddress address, DatabaseAccount account,
                                               Duration bound) {
        List<PreflightFinding> findings = new ArrayList<>();
        try (SqlClient client = SqlClient.connect(tools.client(), address, account, bound)) {
            ServerVersion server = ServerVersion.of(client);
            checkVendor(tools.dump(), server, findings);
            if (!schemaExists(client)) {
                findings.add(PreflightFinding.failure(DatabaseProblem.UNKNOWN_SCHEMA.with("schema", address.schema(),
                        "address", address, "user", account.user())));
                return findings;
            }
            Rights rights = Rights.of(client);
            checkRights(client, rights.grants(), rights.account(), findings);
            checkRoutines(client, server, rights.grants(), rights.account(), findings);
            checkEngines(client, findings);
            checkViews(client, findings);
        } catch (ProblemException e) {
            findings.add(PreflightFinding.failure(e.problem()));
        }
        return findings;
    }

    private static void checkVendor(ClientProgram dump, ServerVersion server, List<PreflightFinding> findings) {
        if (dump.version().mariaDb() != server.mariaDb()) {
            findings.add(PreflightFinding.warning(DatabaseProblem.CLIENT_OF_OTHER_VENDOR.with("program", dump.path(),
                    "version", dump.version(), "server", server)));
        }
    }

    private static boolean schemaExists(SqlClient client) {
        return !new SchemaCatalog(client).select("schema_name", "schemata", "schema_name", "").isEmpty();
    }

    private static void checkRights(SqlClient client, Grants grants, String account,
                                    List<PreflightFinding> findings) {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("SELECT", "its tables cannot be read");
        boolean hasViews = !new SchemaCatalog(client).select("table_name", "tables", "table_schema",
                "AND table_type = 'VIEW' LIMIT 1").isEmpty();
        if (hasViews) {
            needed.put("SHOW VIEW", "the dump would fail at its views");
        }
        needed.put("TRIGGER", "a dump would lack its triggers without a word");
        needed.put("EVENT", "the dump would fail at its events");
        needed.forEach((right, consequence) -> {
            if (!grants.allow(right)) {
                findings.add(PreflightFinding.failure(DatabaseProblem.RIGHT_MISSING.with("account", account,
                        "right", right, "schema", client.address().schema(), "consequence", consequence)));
            }
        });
    }

    /**
     * Routines that an account has no right on are not there for it. So the rights must show all, and each that is
     * shown must show its definition: the right to execute one does not include that.
     */
    private static void checkRoutines(SqlClient client, ServerVersion server, Grants grants, String account,
                                      List<PreflightFinding> findings) {
        String schema = client.address().schema();
        String grant = routineGrant(server, schema, account);
        boolean showsAll = grants.allowEverywhere("SELECT") || grants.allow("SHOW CREATE ROUTINE")
                || grants.allowEverywhere("SHOW_ROUTINE") || grants.allow("EXECUTE") || grants.allow("ALTER ROUTINE")
                || grants.allow("CREATE ROUTINE")
                || (server.mariaDb() || !server.atLeast(8, 0, 0)) && grants.readsMySqlProc();
        if (!showsAll) {
            findings.add(PreflightFinding.failure(DatabaseProblem.ROUTINES_NOT_VISIBLE.with(
                    "account", account, "schema", schema, "grant", grant)));
        }
        new SchemaCatalog(client).select("routine_type, routine_name", "routines", "routine_schema",
                "AND routine_definition IS NULL ORDER BY 1, 2").forEach(routine -> findings.add(
                PreflightFinding.failure(DatabaseProblem.ROUTINE_NOT_READABLE.with("account", account,
                        "object", routine.get(0).toLowerCase(Locale.ROOT) + " " + routine.get(1),
                        "schema", schema, "grant", grant))));
    }

    private static String routineGrant(ServerVersion server, String schema, String account) {
        String grant;
        if (server.mariaDb()) {
            grant = server.atLeast(11, 3, 0) ? "SHOW CREATE ROUTINE ON " + SqlText.name(schema) + ".*"
                    : "SELECT ON mysql.proc";
        } else if (server.atLeast(8, 0, 20)) {
            grant = "SHOW_ROUTINE ON *.*";
        } else {
            grant = server.atLeast(8, 0, 0) ? "SELECT ON *.*" : "SELECT ON mysql.proc";
        }
        return "GRANT " + grant + " TO " + account + ";";
    }

    private static void checkEngines(SqlClient client, List<PreflightFinding> findings) {
        new SchemaCatalog(client).select("table_name, IFNULL(engine, 'unknown')", "tables", "table_schema",
                "AND table_type <> 'VIEW' AND IFNULL(engine, 'unknown') <> 'InnoDB' ORDER BY 1").forEach(table ->
                findings.add(PreflightFinding.failure(DatabaseProblem.NOT_TRANSACTIONAL.with("table", table.get(0),
                        "schema", client.address().schema(), "engine", table.get(1)))));
    }

    /**
     * For a view that refers to what is gone the servers put the error into its comment; MariaDB only when it has to
     * open the view, which the question for its rows makes it do.
     */
    private static void checkViews(SqlClient client, List<PreflightFinding> findings) {
        new SchemaCatalog(client).select("table_name, table_comment, table_rows", "tables", "table_schema",
                "AND table_type = 'VIEW' ORDER BY 1").stream().filter(view -> !view.get(1).equals("VIEW")).forEach(
                view -> findings.add(PreflightFinding.failure(DatabaseProblem.VIEW_BROKEN.with("view", view.get(0),
                        "schema", client.address().schema(), "reason", view.get(1)))));
    }
}
