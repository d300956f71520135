package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the account that restores must be allowed, and whom the dump's DEFINERs name. */
final class RestoreRights {

    private static final Map<String, String> REMAKING = Map.of(
            "DROP", "it cannot be dropped, so tables of the newer version would stay",
            "CREATE", "it cannot be made anew");

    private final SqlClient client;
    private final Rights rights;
    private final ServerVersion server;
    private final String schemaInDump;
    private final DumpFacts dump;

    RestoreRights(SqlClient client, Rights rights, ServerVersion server, String schemaInDump, DumpFacts dump) {
        this.client = client;
        this.rights = rights;
        this.server = server;
        this.schemaInDump = schemaInDump;
        this.dump = dump;
    }

    void check(List<PreflightFinding> findings) {
        String target = client.address().schema();
        needed().forEach((right, consequence) -> {
            if (!rights.allow(right)) {
                findings.add(missing(right, consequence, SqlText.name(target) + ".*"));
            }
        });
        Set<String> strangers = new TreeSet<>(dump.definers());
        strangers.remove(rights.user());
        if (!strangers.isEmpty()) {
            checkDefinerRight(strangers, findings);
            checkDefiners(strangers, findings);
        }
        checkBinaryLog(findings);
    }

    /**
     * Makes sure at the last moment that what will be dropped can be made again.
     *
     * @throws ProblemException when the account may not do both
     */
    static void checkRemaking(SqlClient client) {
        Rights rights = Rights.of(client);
        REMAKING.forEach((right, consequence) -> {
            if (!rights.allow(right)) {
                throw new ProblemException(missing(client, rights, right, consequence,
                        SqlText.name(client.address().schema()) + ".*").problem());
            }
        });
    }

    private PreflightFinding missing(String right, String consequence, String scope) {
        return missing(client, rights, right, consequence, scope);
    }

    private static PreflightFinding missing(SqlClient client, Rights rights, String right, String consequence,
                                            String scope) {
        return PreflightFinding.failure(RestoreDatabaseProblem.RIGHT_MISSING.with("account", rights.account(),
                "right", right, "schema", client.address().schema(), "consequence", consequence, "scope", scope));
    }

    private Map<String, String> needed() {
        Map<String, String> needed = new LinkedHashMap<>(REMAKING);
        needed.put("ALTER", "the dump switches indexes off while rows come");
        needed.put("INSERT", "rows cannot be written");
        needed.put("SELECT", "rows cannot be counted afterwards");
        if (!server.mariaDb()) {
            needed.put("REFERENCES", "foreign keys cannot be made");
        }
        if (has(ObjectKind.VIEW)) {
            needed.put("CREATE VIEW", "its views cannot be made");
        }
        if (has(ObjectKind.TRIGGER)) {
            needed.put("TRIGGER", "its triggers cannot be made");
        }
        if (hasRoutines()) {
            needed.put("CREATE ROUTINE", "its routines cannot be made");
            needed.put("ALTER ROUTINE", "the dump drops a routine before it makes it");
        }
        if (has(ObjectKind.EVENT)) {
            needed.put("EVENT", "its events cannot be made");
        }
        return needed;
    }

    private boolean has(ObjectKind kind) {
        return dump.contents().count(kind) > 0;
    }

    private boolean hasRoutines() {
        return has(ObjectKind.PROCEDURE) || has(ObjectKind.FUNCTION) || has(ObjectKind.PACKAGE);
    }

    /** To make something in the name of another has been a right of its own since MariaDB 10.5.2 and MySQL 8.0. */
    private void checkDefinerRight(Set<String> strangers, List<PreflightFinding> findings) {
        List<String> enough = new ArrayList<>();
        if (server.mariaDb()) {
            enough.add(server.atLeast(10, 5, 2) ? "SET USER" : "SUPER");
        } else if (server.atLeast(8, 2, 0)) {
            enough.add("SET_ANY_DEFINER");
        } else {
            enough.add(server.atLeast(8, 0, 0) ? "SET_USER_ID" : "SUPER");
            enough.add("SUPER");
        }
        if (enough.stream().noneMatch(rights::allowEverywhere)) {
            findings.add(missing(enough.get(0), "parts of it belong to " + String.join(", ", strangers), "*.*"));
        }
    }

    private void checkDefiners(Set<String> strangers, List<PreflightFinding> findings) {
        Set<String> known = client.query("SELECT DISTINCT grantee FROM information_schema.user_privileges").stream()
                .map(row -> row.get(0)).collect(Collectors.toSet());
        // without the right to read the accounts one sees oneself only
        boolean seesAll = rights.grants().readsMySql();
        Set<String> unknown = new TreeSet<>(strangers);
        unknown.removeIf(definer -> known.contains(grantee(definer)));
        if (!seesAll && !unknown.isEmpty()) {
            findings.add(PreflightFinding.warning(RestoreDatabaseProblem.DEFINERS_NOT_CHECKED.with(
                    "account", rights.account(), "address", client.address(),
                    "definers", String.join(", ", unknown), "schema", schemaInDump)));
        } else {
            unknown.forEach(definer -> findings.add(PreflightFinding.warning(
                    RestoreDatabaseProblem.DEFINER_UNKNOWN.with("schema", schemaInDump, "definer", definer,
                            "address", client.address()))));
        }
    }

    /** As the information schema writes accounts; a role has no host. */
    private static String grantee(String definer) {
        int at = definer.lastIndexOf('@');
        return at < 0 ? "'" + definer + "'@''" : "'" + definer.substring(0, at) + "'@'" + definer.substring(at + 1)
                + "'";
    }

    private void checkBinaryLog(List<PreflightFinding> findings) {
        boolean asks = client.value("SELECT @@log_bin = 1 AND @@log_bin_trust_function_creators = 0").equals("1");
        if (asks && (has(ObjectKind.FUNCTION) || has(ObjectKind.TRIGGER)) && !rights.allowEverywhere("SUPER")) {
            findings.add(PreflightFinding.failure(RestoreDatabaseProblem.FUNCTIONS_NOT_TRUSTED.with(
                    "address", client.address(), "account", rights.account(), "schema", schemaInDump)));
        }
    }
}
