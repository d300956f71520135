package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.database.MariaDbServer;

/** The database that the other tests stand on. */
class MariaDbServerIT {

    @Test
    void a_committed_row_outlives_the_death_of_the_database(@TempDir Path folder) throws SQLException {
        try (MariaDbServer database = MariaDbServer.create(folder.resolve("mariadb"))) {
            database.start();
            try (Connection connection = database.rootConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE shop");
                statement.execute("CREATE TABLE shop.item (id INT PRIMARY KEY)");
                statement.execute("INSERT INTO shop.item VALUES (7)");
            }
            database.kill();
            database.start();
            try (Connection connection = database.rootConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM shop.item")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
            database.stop();
            assertThat(database.isAlive()).isFalse();
        }
    }

    @Test
    void the_dump_client_beside_it_runs(@TempDir Path folder) {
        try (MariaDbServer database = MariaDbServer.create(folder.resolve("mariadb"))) {
            assertThat(ChildProcess.run(new ProcessBuilder(
                    database.toolsFolder().resolve("mariadb-dump").toString(), "--version"), Duration.ofSeconds(20)))
                    .contains("11.4.5-MariaDB");
        }
    }
}
