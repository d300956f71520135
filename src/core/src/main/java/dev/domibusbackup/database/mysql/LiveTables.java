package dev.domibusbackup.database.mysql;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of a schema as they are now, without reading them. */
public final class LiveTables {

    private LiveTables() {
    }

    /**
     * Asks for them.
     *
     * @param client its address names the schema
     * @return tables with their rows as the server estimates them; empty when there is no such schema
     */
    public static Optional<SortedMap<String, Long>> of(SqlClient client) {
        String schema = SqlText.literal(client.address().schema());
        if (client.query("SELECT 1 FROM information_schema.schemata WHERE schema_name = " + schema).isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Long> tables = new TreeMap<>();
        client.query("SELECT table_name, COALESCE(table_rows, 0) FROM information_schema.tables"
                        + " WHERE table_type = 'BASE TABLE' AND table_schema = " + schema)
                .forEach(row -> tables.put(row.get(0), Long.parseLong(row.get(1))));
        return Optional.of(tables);
    }
}
