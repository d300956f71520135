package dev.domibusbackup.server;

import java.util.List;
import java.util.Optional;

import dev.domibusbackup.domibus.Secret;

/**
 * A data source of the server.
 *
 * @param pool       name of the pool in the server's model
 * @param jndiNames  all names it is bound to
 * @param url        JDBC URL; for an XA data source composed of its properties where that is possible
 * @param driver     name of the driver in the server's model
 * @param user       user name, if the model has one
 * @param password   password, if the model gives it
 * @param unresolved why user or password could not be had, in words; empty when both are there
 */
public record DataSourceDescription(String pool, List<String> jndiNames, String url, String driver,
                                    Optional<String> user, Optional<Secret> password, Optional<String> unresolved) {

    public DataSourceDescription {
        jndiNames = List.copyOf(jndiNames);
    }
}
