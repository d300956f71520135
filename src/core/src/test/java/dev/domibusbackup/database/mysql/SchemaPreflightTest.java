package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.DatabaseProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(90)
class SchemaPreflightTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private TestSchema schema;

    @BeforeEach
    void create() {
        schema = TestSchema.full();
    }

    @AfterEach
    void drop() {
        schema.close();
    }

    @Test
    void an_administrator_finds_nothing_to_complain_of() {
        assertThat(check(schema.server.admin())).isEmpty();
    }

    @Test
    void all_privileges_on_the_schema_are_enough() {
        assertThat(check(schema.account("ALL PRIVILEGES ON `" + schema.name + "`.*"))).isEmpty();
    }

    @Test
    void a_grant_on_a_pattern_of_schemas_counts() {
        assertThat(check(schema.account("ALL PRIVILEGES ON `domibus\\_%`.*"))).isEmpty();
    }

    @Test
    void the_more_specific_grant_hides_the_pattern_as_it_does_in_the_server() {
        DatabaseAccount account = schema.account("ALL PRIVILEGES ON `domibus%`.*",
                "SELECT, SHOW VIEW, EVENT, EXECUTE, SHOW CREATE ROUTINE ON `" + schema.name.replace("_", "\\_")
                        + "`.*");
        assertThat(codes(check(account))).containsExactly(DatabaseProblem.RIGHT_MISSING.code());
    }

    @Test
    void rights_that_come_from_an_active_role_count() {
        String role = "role_of_" + schema.name;
        schema.server.script("CREATE ROLE " + role + "; GRANT ALL ON `" + schema.name + "`.* TO " + role + ";");
        DatabaseAccount account = schema.account(role);
        schema.server.script("SET DEFAULT ROLE " + role + " FOR " + account.user() + ";");
        assertThat(check(account)).isEmpty();
        schema.server.script("DROP ROLE " + role + ";");
    }

    @Test
    void a_missing_trigger_right_is_found_and_the_hint_cures_it() {
        DatabaseAccount account = schema.account(
                "SELECT, SHOW VIEW, EVENT, SHOW CREATE ROUTINE ON `" + schema.name + "`.*");
        List<PreflightFinding> findings = check(account);
        assertThat(codes(findings)).containsExactly(DatabaseProblem.RIGHT_MISSING.code());
        assertThat(findings.get(0).isFailure()).isTrue();
        assertThat(findings.get(0).problem().fact()).contains("TRIGGER", schema.name, account.user());

        schema.server.script(findings.get(0).problem().hint());
        assertThat(check(account)).isEmpty();
    }

    @Test
    void missing_routine_rights_are_found_and_the_hint_cures_them() {
        DatabaseAccount account = schema.account("SELECT, SHOW VIEW, EVENT, TRIGGER ON `" + schema.name + "`.*");
        List<PreflightFinding> findings = check(account);
        assertThat(codes(findings)).containsExactly(DatabaseProblem.ROUTINES_NOT_VISIBLE.code());

        schema.server.script(findings.get(0).problem().hint());
        assertThat(check(account)).isEmpty();
    }

    @Test
    void the_right_to_execute_a_routine_is_not_the_right_to_dump_it() {
        DatabaseAccount account =
                schema.account("SELECT, SHOW VIEW, EVENT, TRIGGER, EXECUTE ON `" + schema.name + "`.*");
        assertThat(check(account)).hasSize(5).allSatisfy(finding ->
                assertThat(finding.problem().code()).isEqualTo(DatabaseProblem.ROUTINE_NOT_READABLE.code()));
    }

    @Test
    void everything_is_reported_at_once() {
        schema.script("CREATE TABLE old (id INT) ENGINE=MyISAM;");
        List<PreflightFinding> findings = check(schema.account("SELECT ON `" + schema.name + "`.*"));
        assertThat(findings).extracting(finding -> finding.problem().fact()).satisfiesExactlyInAnyOrder(
                fact -> assertThat(fact).contains("SHOW VIEW"), fact -> assertThat(fact).contains("TRIGGER"),
                fact -> assertThat(fact).contains("EVENT"), fact -> assertThat(fact).contains("routines"),
                fact -> assertThat(fact).contains("old", "MyISAM"));
        assertThat(findings.toString()).doesNotContain("PASSWORD");
    }

    @Test
    void a_view_that_refers_to_what_is_gone_is_found() {
        schema.script("CREATE TABLE gone (id INT); CREATE VIEW broken AS SELECT * FROM gone; DROP TABLE gone;");
        assertThat(check(schema.server.admin())).singleElement().satisfies(finding -> {
            assertThat(finding.problem().code()).isEqualTo(DatabaseProblem.VIEW_BROKEN.code());
            assertThat(finding.problem().fact()).contains("broken", schema.name);
        });
    }

    @Test
    void a_wrong_password_an_unknown_schema_and_a_closed_port_are_told_apart() throws Exception {
        DatabaseAccount wrong = new DatabaseAccount("admin", Secret.of("wr0ng-w0rd"));
        assertThat(codes(check(wrong))).containsExactly(DatabaseProblem.ACCESS_DENIED.code());
        assertThat(check(wrong).toString()).doesNotContain("wr0ng-w0rd");

        assertThat(codes(SchemaPreflight.check(schema.server.tools(), schema.server.address("nowhere"),
                schema.server.admin(), BOUND))).containsExactly(DatabaseProblem.UNKNOWN_SCHEMA.code());

        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        assertThat(codes(SchemaPreflight.check(schema.server.tools(),
                new DatabaseAddress("127.0.0.1", closedPort, schema.name), schema.server.admin(), BOUND)))
                .containsExactly(DatabaseProblem.NOT_REACHABLE.code());
    }

    @Test
    void a_dump_client_of_the_other_vendor_is_a_warning_only() {
        MySqlTools tools = schema.server.tools();
        ClientProgram mySqlDump = new ClientProgram("mysqldump", tools.dump().path(),
                ServerVersion.parse("mysqldump  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)"));
        assertThat(SchemaPreflight.check(new MySqlTools(mySqlDump, tools.client()), schema.address(),
                schema.server.admin(), BOUND)).singleElement().satisfies(finding -> {
                    assertThat(finding.isFailure()).isFalse();
                    assertThat(finding.problem().code()).isEqualTo(DatabaseProblem.CLIENT_OF_OTHER_VENDOR.code());
                });
    }

    private List<PreflightFinding> check(DatabaseAccount account) {
        return SchemaPreflight.check(schema.server.tools(), schema.address(), account, BOUND);
    }

    private static List<String> codes(List<PreflightFinding> findings) {
        return findings.stream().map(finding -> finding.problem().code()).toList();
    }
}
