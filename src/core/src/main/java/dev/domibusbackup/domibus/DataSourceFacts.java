package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.Optional;

/**
 * A data source as the server knows it.
 *
 * @param jndiName   its JNDI name, as {@code java:/jdbc/cipaeDeliveryDs}
 * @param poolName   the server's own name for it
 * @param url        its JDBC URL; may hold a password, so it is never shown as it is
 * @param user       database account; empty if none is configured
 * @param password   the account's password, if the server tells it
 * @param unresolved why there is no password
 * @param driverName driver as the server names it; may be empty
 */
@JsonIgnoreProperties("url")
public record DataSourceFacts(String jndiName, String poolName, String url, String user, Optional<Secret> password,
        Optional<String> unresolved, String driverName) {

    public DataSourceFacts {
        Objects.requireNonNull(jndiName, "jndiName");
        Objects.requireNonNull(poolName, "poolName");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(driverName, "driverName");
        if (password.isPresent() == unresolved.isPresent()) {
            throw new IllegalArgumentException("data source " + poolName + ": a password, or why there is none");
        }
    }

    @Override
    public String toString() {
        return "DataSourceFacts[" + jndiName + ", " + poolName + "]";
    }
}
