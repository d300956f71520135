package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(90)
class SqlClientTest {

    private final MariaDbServer server = MariaDbServer.shared();

    @Test
    void values_come_back_as_they_are_in_the_database() {
        try (SqlClient client = connect(Duration.ofSeconds(30))) {
            String nasty = "tab\tline\nback\\slash 'quote' `tüble` 日本";
            assertThat(client.query("SELECT " + SqlText.literal(nasty) + ", '', 7"))
                    .isEqualTo(List.of(List.of(nasty, "", "7")));
            assertThat(client.query("SELECT seq FROM mysql.seq_1_to_5000")).hasSize(5000);
            assertThat(client.query("SELECT 1 FROM DUAL WHERE 1 = 0")).isEmpty();
        }
    }

    @Test
    void an_error_is_told_with_its_number_and_ends_the_session() {
        try (SqlClient client = connect(Duration.ofSeconds(30))) {
            ProblemException failure = catchThrowableOfType(ProblemException.class,
                    () -> client.query("SELECT * FROM mysql.nowhere"));
            assertThat(failure.problem().code()).isEqualTo(DatabaseProblem.QUERY_FAILED.code());
            assertThat(failure.problem().fact()).contains("1146", "nowhere");
            assertThat(catchThrowableOfType(ProblemException.class, () -> client.query("SELECT 1"))).isNotNull();
        }
    }

    @Test
    void a_query_that_takes_too_long_is_a_problem() {
        try (SqlClient client = connect(Duration.ofSeconds(30))) {
            ProblemException failure = catchThrowableOfType(ProblemException.class,
                    () -> client.query("DO SLEEP(60)", Duration.ofMillis(200)));
            assertThat(failure.problem().code()).isEqualTo(DatabaseProblem.QUERY_TOO_SLOW.code());
        }
    }

    @Test
    void a_session_that_the_server_ends_is_not_replaced_by_another_one() {
        try (SqlClient client = connect(Duration.ofSeconds(30)); SqlClient other = connect(Duration.ofSeconds(30))) {
            other.query("KILL " + client.value("SELECT CONNECTION_ID()"));
            assertThat(catchThrowableOfType(ProblemException.class, () -> client.query("SELECT 1"))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "#hash # in it", "'single'", "\"double\"", "back\\slash\\n\\\\", " blanks ",
            "ends with \\", "ünï©ode", "=;[client]", "tab\tin it", ""})
    void any_password_reaches_the_server_through_the_option_file(String password) {
        String user = "q" + Integer.toHexString(password.hashCode());
        server.script("CREATE OR REPLACE USER " + user + " IDENTIFIED BY " + SqlText.literal(password) + ";");
        DatabaseAccount account = new DatabaseAccount(user, Secret.of(password));
        try (SqlClient client = SqlClient.connect(server.tools().client(), server.address("mysql"), account,
                Duration.ofSeconds(30))) {
            assertThat(client.value("SELECT CURRENT_USER()")).isEqualTo(user + "@%");
        } finally {
            server.script("DROP USER " + user + ";");
        }
    }

    @Test
    void credentials_are_for_their_owner_alone_and_go_when_closed() throws Exception {
        CredentialsFile credentials = CredentialsFile.write(server.address("mysql"), server.admin());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.folder())))
                .isEqualTo("rwx------");
        credentials.close();
        credentials.close();
        assertThat(credentials.folder()).doesNotExist();
    }

    @Test
    void the_servers_version_tells_the_vendor() {
        try (SqlClient client = connect(Duration.ofSeconds(30))) {
            ServerVersion version = ServerVersion.of(client);
            assertThat(version.mariaDb()).isTrue();
            assertThat(version).hasToString("MariaDB 11.4.5");
        }
    }

    private SqlClient connect(Duration bound) {
        return SqlClient.connect(server.tools().client(), server.address("mysql"), server.admin(), bound);
    }
}
