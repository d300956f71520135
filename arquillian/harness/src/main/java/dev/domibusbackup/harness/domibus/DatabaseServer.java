package dev.domibusbackup.harness.domibus;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** A MariaDB that listens for TCP, and its root account. */
public record DatabaseServer(String host, int port, String rootPassword) {

    public DatabaseServer {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(rootPassword, "rootPassword");
    }

    /** The URL of a schema, or of the server when the schema is empty. */
    public String jdbcUrl(String schema) {
        return "jdbc:mariadb://" + host + ":" + port + "/" + schema;
    }

    Connection connectAsRoot() throws SQLException {
        return connect("", "root", rootPassword);
    }

    /** A connection to one schema. */
    public Connection connect(String schema, String account, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", account);
        properties.setProperty("password", password);
        return DriverManager.getConnection(jdbcUrl(schema), properties);
    }

    @Override
    public String toString() {
        return "DatabaseServer[" + host + ":" + port + "]";
    }
}
