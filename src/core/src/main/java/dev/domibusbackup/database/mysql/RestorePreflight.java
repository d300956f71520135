package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.database.SchemaObject;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds before a restore what would make it fail, or make what it restores fail later. Reads only. */
public final class RestorePreflight {

    private final DatabaseAddress target;
    private final ExpectedSchema expected;
    private final DumpFacts dump;
    private final SqlClient client;
    private final List<PreflightFinding> findings;

    private RestorePreflight(DatabaseAddress target, ExpectedSchema expected, DumpFacts dump, SqlClient client,
                             List<PreflightFinding> findings) {
        this.target = target;
        this.expected = expected;
        this.dump = dump;
        this.client = client;
        this.findings = findings;
    }

    /**
     * Checks one schema.
     *
     * @param target        what would be dropped and made anew
     * @param dump          the dump, read before
     * @param expectedUsers accounts whose sessions in the schema are no surprise: Domibus's own, which will be gone
     * @param bound         how long one query may take
     * @return everything that was found, at once
     */
    public static List<PreflightFinding> check(ClientProgram program, DatabaseAddress target, DatabaseAccount account,
                                               ExpectedSchema expected, DumpFacts dump, Set<String> expectedUsers,
                                               Duration bound) {
        List<PreflightFinding> findings = new ArrayList<>();
        try (SqlClient client = SqlClient.connect(program, target, account, bound)) {
            RestorePreflight preflight = new RestorePreflight(target, expected, dump, client, findings);
            preflight.checkDump();
            ServerVersion server = ServerVersion.of(client);
            preflight.checkServer(program, server);
            Rights rights = Rights.of(client);
            new RestoreRights(client, rights, server, expected.schema(), dump).check(findings);
            preflight.checkSessions(rights, expectedUsers);
            preflight.checkPacket();
            preflight.checkNames();
            preflight.checkCollation();
        } catch (ProblemException e) {
            findings.add(PreflightFinding.failure(e.problem()));
        }
        return findings;
    }

    private void failure(Problem problem) {
        findings.add(PreflightFinding.failure(problem));
    }

    private void warning(Problem problem) {
        findings.add(PreflightFinding.warning(problem));
    }

    private void checkDump() {
        if (!dump.contents().complete()) {
            // what is missing behind its end needs no list
            failure(RestoreDatabaseProblem.DUMP_INCOMPLETE.with("schema", expected.schema()));
        } else {
            expected.compare(dump.contents()).forEach(this::failure);
        }
        for (String other : new TreeSet<>(dump.referred())) {
            warning(RestoreDatabaseProblem.REFERS_ELSEWHERE.with("schema", expected.schema(),
                    "target", target.schema(), "other", other));
        }
    }

    private void checkServer(ClientProgram program, ServerVersion server) {
        ServerVersion source = ServerVersion.parse(expected.server());
        Object[] values = {"schema", expected.schema(), "source", source, "address", target, "server", server};
        if (source.mariaDb() != server.mariaDb()) {
            failure(RestoreDatabaseProblem.OTHER_VENDOR.with(values));
        } else if (!server.atLeast(source.major(), source.minor(), 0)) {
            warning(RestoreDatabaseProblem.OLDER_SERVER.with(values));
        }
        if (program.version().mariaDb() != server.mariaDb()) {
            warning(DatabaseProblem.CLIENT_OF_OTHER_VENDOR.with("program", program.path(),
                    "version", program.version(), "server", server));
        }
    }

    private void checkSessions(Rights rights, Set<String> expectedUsers) {
        SchemaSessions.inUse(client, expectedUsers).ifPresent(this::failure);
        if (!rights.allowEverywhere("PROCESS")) {
            warning(RestoreDatabaseProblem.SESSIONS_NOT_VISIBLE.with("account", rights.account(),
                    "schema", target.schema()));
        }
    }

    private void checkPacket() {
        long allowed = Long.parseLong(client.value("SELECT @@GLOBAL.max_allowed_packet"));
        if (dump.longestStatement() > allowed) {
            // in whole MiB, as the servers count
            failure(RestoreDatabaseProblem.PACKET_TOO_SMALL.with("schema", expected.schema(),
                    "bytes", dump.longestStatement(), "address", target, "allowed", allowed,
                    "wanted", (dump.longestStatement() >> 20) + 1 << 20));
        }
    }

    private void checkNames() {
        String setting = client.value("SELECT @@lower_case_table_names");
        Optional<String> changed = dump.contents().objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.VIEW)
                .map(SchemaObject::name).filter(name -> !name.equals(name.toLowerCase(Locale.ROOT))).findFirst();
        if (setting.equals("1") && changed.isPresent()) {
            failure(RestoreDatabaseProblem.NAMES_IN_LOWER_CASE.with("address", target, "setting", setting,
                    "name", changed.get(), "schema", expected.schema()));
        }
    }

    /** The catalogues of collations differ from version to version; to use it is to know. Ends the session if not. */
    private void checkCollation() {
        try {
            client.query("DO CONVERT('' USING " + expected.characterSet() + ") COLLATE " + expected.collation());
        } catch (ProblemException e) {
            if (!e.problem().code().equals(DatabaseProblem.QUERY_FAILED.code())) {
                throw e;
            }
            failure(RestoreDatabaseProblem.COLLATION_UNKNOWN.with("address", target, "collation",
                    expected.collation(), "characterSet", expected.characterSet(), "schema", expected.schema()));
        }
    }
}
