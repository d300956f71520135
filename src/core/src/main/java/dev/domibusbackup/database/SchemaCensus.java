package dev.domibusbackup.database;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a schema held at the cut, asked of the database itself.
 *
 * @param schema       its name
 * @param characterSet default character set, needed to make the schema anew
 * @param collation    default collation
 * @param sizeBytes    size of tables and indexes as the server estimates it: for space and progress, not for comparing
 * @param rows         rows by table, counted
 * @param objects      every object
 */
public record SchemaCensus(String schema, String characterSet, String collation, long sizeBytes,
                           SortedMap<String, Long> rows, SortedSet<SchemaObject> objects) {

    public SchemaCensus {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(characterSet, "characterSet");
        Objects.requireNonNull(collation, "collation");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        objects = Collections.unmodifiableSortedSet(new TreeSet<>(objects));
    }

    /** Rows of all tables together. */
    public long totalRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many objects of one kind the schema holds. */
    public long count(ObjectKind kind) {
        return objects.stream().filter(object -> object.kind() == kind).count();
    }
}
