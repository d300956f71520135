package dev.domibusbackup.standin;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The data source of Domibus on Tomcat, which is its own and described by its properties. The real one keeps a pool;
 * this one connects anew each time.
 */
final class OwnDataSource implements DataSource {

    private final Configuration configuration;

    OwnDataSource(Configuration configuration) {
        this.configuration = configuration;
        try {
            Class.forName(configuration.get("domibus.datasource.driverClassName"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The JDBC driver is missing in the server's lib folder", e);
        }
    }

    /** On Tomcat, and on TomEE, which is one. */
    static boolean isNeeded() {
        return System.getProperty("catalina.base") != null;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(configuration.get("domibus.datasource.user"),
                configuration.get("domibus.datasource.password"));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(configuration.get("domibus.datasource.url"), login);
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
