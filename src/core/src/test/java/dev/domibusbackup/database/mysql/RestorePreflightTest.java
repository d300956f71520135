package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import dev.domibusbackup.problem.RestoreDatabaseProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import static dev.domibusbackup.database.mysql.DumpedSchema.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(90)
class RestorePreflightTest {

    private static final List<String> RIGHTS = List.of("DROP", "CREATE", "ALTER", "INSERT", "SELECT", "CREATE VIEW",
            "TRIGGER", "CREATE ROUTINE", "ALTER ROUTINE", "EVENT");

    private TestSchema schema;
    private DumpedSchema dump;

    @BeforeEach
    void create() throws Exception {
        schema = TestSchema.full();
        dump = DumpedSchema.of(schema);
    }

    @AfterEach
    void drop() {
        schema.close();
    }

    @Test
    void an_administrator_finds_nothing_to_complain_of_and_nothing_is_changed() throws Exception {
        assertThat(check(schema.server.admin())).isEmpty();
        assertThat(DumpedSchema.of(schema).expected()).isEqualTo(dump.expected());
    }

    @Test
    void domibus_s_own_account_lacks_the_right_to_create_what_belongs_to_others_and_the_hint_cures_it() {
        DatabaseAccount account = schema.account("ALL ON `" + schema.name + "`.*", "PROCESS ON *.*");
        List<PreflightFinding> findings = check(account);
        assertThat(codes(findings)).containsExactly(RestoreDatabaseProblem.RIGHT_MISSING.code(),
                RestoreDatabaseProblem.DEFINERS_NOT_CHECKED.code());
        assertThat(findings.get(0).problem().fact()).contains("SET USER", "admin@%");

        schema.server.script(findings.get(0).problem().hint());
        assertThat(check(account)).noneMatch(PreflightFinding::isFailure);
    }

    @Test
    void every_missing_right_is_found_at_once_and_the_hints_cure_them() {
        DatabaseAccount account = schema.account("SET USER, PROCESS ON *.*", "SELECT ON mysql.*");
        List<PreflightFinding> findings = check(account);
        assertThat(findings).extracting(finding -> finding.problem().fact()).hasSize(10)
                .allSatisfy(fact -> assertThat(fact).contains(schema.name, account.user()));
        assertThat(facts(findings)).contains("right DROP", "right CREATE ", "right ALTER ", "right INSERT",
                "right SELECT", "right CREATE VIEW", "right TRIGGER", "right CREATE ROUTINE", "right ALTER ROUTINE",
                "right EVENT");

        findings.forEach(finding -> schema.server.script(finding.problem().hint()));
        assertThat(check(account)).isEmpty();
    }

    @Test
    void the_rights_that_it_asks_for_are_enough() throws Exception {
        DatabaseAccount account = schema.account("SET USER, PROCESS ON *.*",
                String.join(", ", RIGHTS) + " ON `" + schema.name + "`.*");
        assertThat(check(account)).noneMatch(PreflightFinding::isFailure);
        assertThat(restore(account)).isEqualTo(5007);
    }

    @ParameterizedTest
    @FieldSource("RIGHTS")
    void no_right_that_it_asks_for_can_be_spared(String right) throws Exception {
        schema.script("DROP TABLE child; DROP TABLE nasty;");
        schema.script("CREATE TABLE nasty (id INT, s INT); INSERT INTO nasty VALUES (1, 2);"
                + "CREATE TRIGGER again BEFORE INSERT ON nasty FOR EACH ROW SET @a = 1;");
        dump = DumpedSchema.of(schema);
        String others = String.join(", ", RIGHTS.stream().filter(other -> !other.equals(right)).toList());
        DatabaseAccount account = schema.account("SET USER, PROCESS ON *.*", "SELECT ON mysql.*",
                others + " ON `" + schema.name + "`.*");
        assertThat(single(RestoreDatabaseProblem.RIGHT_MISSING, check(account)).fact()).contains("right " + right);
        assertThatThrownBy(() -> restore(account)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_definer_that_is_gone_is_named() throws Exception {
        schema.script("CREATE USER gone; CREATE DEFINER = gone VIEW owned AS SELECT 1;");
        dump = DumpedSchema.of(schema);
        assertThat(check(schema.server.admin())).isEmpty();

        schema.server.script("DROP USER gone;");
        Problem problem = single(RestoreDatabaseProblem.DEFINER_UNKNOWN, check(schema.server.admin()));
        assertThat(problem.fact()).contains("gone@%", schema.name);
    }

    @Test
    void sessions_in_the_schema_are_told_but_for_those_that_will_go() {
        DatabaseAccount domibus = schema.account("ALL ON `" + schema.name + "`.*");
        try (SqlClient one = SqlClient.connect(client(), schema.address(), domibus, BOUND);
                SqlClient two = SqlClient.connect(client(), schema.address(), domibus, BOUND)) {
            one.query("USE `" + schema.name + "`");
            two.query("USE `" + schema.name + "`");
            assertThat(check(schema.server.admin(), domibus.user())).isEmpty();
            Problem problem = single(RestoreDatabaseProblem.SCHEMA_IN_USE, check(schema.server.admin()));
            assertThat(problem.fact()).contains(domibus.user() + "@127.0.0.1 (2)");
        }
    }

    @Test
    void an_account_that_sees_its_own_sessions_only_says_so() {
        DatabaseAccount account = schema.account("ALL ON `" + schema.name + "`.*", "SET USER ON *.*",
                "SELECT ON mysql.*");
        single(RestoreDatabaseProblem.SESSIONS_NOT_VISIBLE, check(account));
    }

    @Test
    void a_dump_that_ends_early_is_a_failure() {
        dump = dump.withText(dump.text().substring(0, dump.text().lastIndexOf("-- Dump completed") - 1));
        single(RestoreDatabaseProblem.DUMP_INCOMPLETE, check(schema.server.admin()));
    }

    @Test
    void a_manifest_that_counts_otherwise_is_a_failure() {
        TreeMap<String, Long> rows = new TreeMap<>(dump.expected().rows());
        rows.put("child", 4999L);
        dump = new DumpedSchema(dump.sql(), expected("MariaDB 11.4.5", "utf8mb4_unicode_ci", rows));
        Problem problem = single(RestoreDatabaseProblem.ROWS_DIFFER, check(schema.server.admin()));
        assertThat(problem.fact()).contains("child", "4999", "5000");
    }

    @Test
    void another_vendor_a_newer_server_and_an_unknown_collation_are_told() {
        dump = new DumpedSchema(dump.sql(), expected("MySQL 8.0.36", "utf8mb4_0900_xx_ci", dump.expected().rows()));
        assertThat(codes(check(schema.server.admin()))).containsExactly(RestoreDatabaseProblem.OTHER_VENDOR.code(),
                RestoreDatabaseProblem.COLLATION_UNKNOWN.code());

        dump = new DumpedSchema(dump.sql(), expected("MariaDB 12.0.2", "utf8mb4_unicode_ci", dump.expected().rows()));
        assertThat(check(schema.server.admin())).singleElement().matches(finding -> !finding.isFailure())
                .extracting(finding -> finding.problem().fact()).asString().contains("12.0.2", "11.4.5");
    }

    @Test
    void a_statement_that_is_too_large_for_the_server_is_a_failure() throws Exception {
        DumpFacts facts = dump.facts();
        assertThat(facts.longestStatement()).isBetween(20_000L, (long) dump.sql().length);
        Problem problem = single(RestoreDatabaseProblem.PACKET_TOO_SMALL, RestorePreflight.check(client(),
                schema.address(), schema.server.admin(), dump.expected(),
                new DumpFacts(facts.contents(), facts.definers(), (64L << 20) + 1, Set.of()), Set.of(), BOUND));
        assertThat(problem.hint()).contains(String.valueOf(65L << 20));
    }

    @Test
    void a_mention_of_a_schema_that_keeps_its_name_is_a_warning() throws Exception {
        schema.script("CREATE VIEW abroad AS SELECT 1 AS one FROM mysql.proc;");
        dump = DumpedSchema.of(schema);
        List<PreflightFinding> findings = RestorePreflight.check(client(), schema.server.address("copy"),
                schema.server.admin(), dump.expected(), dump.facts("mysql", "sys"), Set.of(), BOUND);
        assertThat(single(RestoreDatabaseProblem.REFERS_ELSEWHERE, findings).fact()).contains("copy", "mysql");
    }

    @Test
    void a_wrong_password_is_a_finding() {
        DatabaseAccount account = schema.account();
        schema.server.script("ALTER USER " + account.user() + " IDENTIFIED BY 'another';");
        single(DatabaseProblem.ACCESS_DENIED, check(account));
    }

    private long restore(DatabaseAccount account) throws InterruptedException {
        try (MySqlRestore restore = MySqlRestore.replacing(client(), schema.address(), account, dump.expected(),
                Map.of())) {
            restore.start(dump.stream());
            return restore.awaitEnd(BOUND).totalRows();
        }
    }

    private ExpectedSchema expected(String server, String collation, SortedMap<String, Long> rows) {
        return new ExpectedSchema(schema.name, server, "utf8mb4", collation, rows, dump.expected().objects());
    }

    private ClientProgram client() {
        return schema.server.tools().client();
    }

    private List<PreflightFinding> check(DatabaseAccount account, String... expectedUsers) {
        try {
            return RestorePreflight.check(client(), schema.address(), account, dump.expected(), dump.facts(),
                    Set.of(expectedUsers), BOUND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem single(ProblemType type, List<PreflightFinding> findings) {
        assertThat(codes(findings)).as(facts(findings)).containsExactly(type.code());
        return findings.get(0).problem();
    }

    private static String facts(List<PreflightFinding> findings) {
        return String.join("\n", findings.stream().map(finding -> finding.problem().fact()).toList());
    }

    private static List<String> codes(List<PreflightFinding> findings) {
        return findings.stream().map(finding -> finding.problem().code()).toList();
    }
}
