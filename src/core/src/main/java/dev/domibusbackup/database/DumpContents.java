package dev.domibusbackup.database;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was found in a dump by reading it.
 *
 * @param schema   the schema that the dump creates; empty when it creates none
 * @param rows     rows by table, with 0 for an empty table
 * @param objects  every object that the dump creates
 * @param bytes    length of the dump, uncompressed
 * @param complete whether it ends with the footer that the dump client writes last
 */
public record DumpContents(String schema, SortedMap<String, Long> rows, SortedSet<SchemaObject> objects, long bytes,
                           boolean complete) {

    public DumpContents {
        Objects.requireNonNull(schema, "schema");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        objects = Collections.unmodifiableSortedSet(new TreeSet<>(objects));
        if (bytes < 0) {
            throw new IllegalArgumentException("negative length: " + bytes);
        }
    }

    /** Rows of all tables together. */
    public long totalRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many objects of one kind the dump creates. */
    public long count(ObjectKind kind) {
        return objects.stream().filter(object -> object.kind() == kind).count();
    }
}
