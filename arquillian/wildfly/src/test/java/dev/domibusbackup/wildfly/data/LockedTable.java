package dev.domibusbackup.wildfly.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.domibusbackup.harness.site.Site;

/**
 * A table that nobody can read until this is closed: a dump that has its snapshot waits there, in the middle, and all
 * tables of later names are still to come. For a table that Domibus does not use.
 */
final class LockedTable implements AutoCloseable {

    private final Connection root;

    private LockedTable(Connection root) {
        this.root = root;
    }

    static LockedTable lock(Site site, String table) throws SQLException {
        Connection root = site.database().rootConnection();
        try (Statement statement = root.createStatement()) {
            statement.execute("LOCK TABLES " + table + " WRITE");
        }
        return new LockedTable(root);
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
