package dev.domibusbackup.database;

import java.util.Objects;

/**
 * Where a schema is.
 *
 * @param host   name or address of the database host
 * @param port   TCP port, 1 to 65535
 * @param schema name of the schema, as the server spells it
 */
public record DatabaseAddress(String host, int port, String schema) {

    public DatabaseAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(schema, "schema");
        if (host.isBlank() || schema.isBlank()) {
            throw new IllegalArgumentException("host and schema must not be blank: '" + host + "', '" + schema + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a TCP port: " + port);
        }
    }

    /** The same server, another schema. */
    public DatabaseAddress withSchema(String other) {
        return new DatabaseAddress(host, port, other);
    }

    /** {@code host:port/schema}, for facts and logs. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + schema;
    }
}
