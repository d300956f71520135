package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.ServerEdition;
import dev.domibusbackup.harness.database.MariaDbServer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.WildFlyHome;
import dev.domibusbackup.harness.server.WildFlyServer;

/** The product's own data in a database of the user's choice instead of the embedded one. */
class AnotherDatabaseIT {

    /** Each of its marks has a meaning to a shell, to sed or to the CLI. */
    private static final String PASSWORD = "a\"b\\c,d e=f|g&h%i";

    @Test
    void the_data_source_can_be_another_database(@TempDir Path folder) throws SQLException, IOException {
        try (MariaDbServer database = MariaDbServer.create(folder.resolve("mariadb"))) {
            database.start();
            createSchema(database);
            WildFlyServer server = WildFlyServer.create(folder.resolve("wildfly"));
            try {
                addDriver(server.home());
                Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
                server.home().prepare("--driver", "mariadb", "--xa-property", "Url=" + database.url("domibus_backup"),
                        "--user", "keeper", "--password-file", password.toString());
                server.start();
                assertThat(server.management().bootErrors().asList()).isEmpty();
                assertThat(server.management(Operations.createOperation("test-connection-in-pool", Management.address(
                        "subsystem", "datasources", "xa-data-source", "DomibusBackupDS"))).get(0).asBoolean()).isTrue();
                assertThat(server.dataDir().resolve("domibus-backup")).doesNotExist();
            } finally {
                server.destroy();
            }
        }
    }

    private static void createSchema(MariaDbServer database) throws SQLException {
        try (Connection connection = database.rootConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE domibus_backup");
            statement.execute("CREATE USER keeper@'127.0.0.1' IDENTIFIED BY '" + PASSWORD.replace("\\", "\\\\") + "'");
            statement.execute("GRANT ALL ON domibus_backup.* TO keeper@'127.0.0.1'");
        }
    }

    private static void addDriver(WildFlyHome home) {
        home.addModule("org.mariadb.jdbc", MariaDbServer.driverJar(), "java.se",
                ServerEdition.current().transactionModule());
        home.cli(List.of("embed-server --server-config=" + WildFlyHome.SERVER_CONFIG,
                "/subsystem=datasources/jdbc-driver=mariadb:add(driver-module-name=org.mariadb.jdbc,"
                        + "driver-xa-datasource-class-name=org.mariadb.jdbc.MariaDbDataSource,driver-name=mariadb)",
                "stop-embedded-server"));
    }
}
