package dev.domibusbackup.domibus;

import java.util.Objects;
import java.util.Optional;

/**
 * How Domibus reaches its database.
 *
 * @param dataSource JNDI name of the server's data source, or the properties' common prefix on Tomcat
 * @param url        the parts of its URL
 * @param user       Domibus's account
 * @param password   its password; empty if it could not be found out
 */
public record DatabaseAccess(String dataSource, JdbcUrl url, String user, Optional<Secret> password) {

    public DatabaseAccess {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }
}
