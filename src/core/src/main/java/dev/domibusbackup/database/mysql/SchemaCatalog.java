package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaObject;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Questions to the {@code information_schema} about one schema. */
final class SchemaCatalog {

    private final SqlClient client;
    private final String schema;

    SchemaCatalog(SqlClient client) {
        this.client = client;
        this.schema = SqlText.literal(client.address().schema());
    }

    /**
     * Rows of one of its tables that belong to the schema.
     *
     * @param columns      what to select
     * @param table        table of the information schema
     * @param schemaColumn its column that names the schema
     * @param rest         condition and order, beginning with AND or ORDER; may be empty
     */
    List<List<String>> select(String columns, String table, String schemaColumn, String rest) {
        // the plain comparison ignores case, but lets the server look at one schema only
        return client.query("SELECT " + columns + " FROM information_schema." + table + " WHERE " + schemaColumn
                + " = " + schema + " AND BINARY " + schemaColumn + " = " + schema + " " + rest);
    }

    /** Every object that the account may see. */
    SortedSet<SchemaObject> objects() {
        SortedSet<SchemaObject> objects = new TreeSet<>();
        for (List<String> row : select("table_type, table_name", "tables", "table_schema", "")) {
            objects.add(new SchemaObject(switch (row.get(0)) {
                case "VIEW" -> ObjectKind.VIEW;
                case "SEQUENCE" -> ObjectKind.SEQUENCE;
                default -> ObjectKind.TABLE;
            }, row.get(1)));
        }
        for (List<String> row : select("routine_type, routine_name", "routines", "routine_schema", "")) {
            String kind = row.get(0).toUpperCase(Locale.ROOT).replace(' ', '_');
            objects.add(new SchemaObject(ObjectKind.valueOf(kind), row.get(1)));
        }
        for (List<String> row : select("trigger_name", "triggers", "trigger_schema", "")) {
            objects.add(new SchemaObject(ObjectKind.TRIGGER, row.get(0)));
        }
        for (List<String> row : select("event_name", "events", "event_schema", "")) {
            objects.add(new SchemaObject(ObjectKind.EVENT, row.get(0)));
        }
        return objects;
    }

    /** Bytes of its tables and indexes, as the server estimates them. */
    long size() {
        return Long.parseLong(select("IFNULL(SUM(IFNULL(data_length, 0) + IFNULL(index_length, 0)), 0)", "tables",
                "table_schema", "").get(0).get(0));
    }
}
