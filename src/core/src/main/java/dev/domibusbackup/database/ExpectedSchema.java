package dev.domibusbackup.database;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.RestoreDatabaseProblem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a set says of one of its schemas: how it is made anew, and what must be in it afterwards.
 *
 * @param schema       its name in the set
 * @param server       the server that it came from: {@code MariaDB 11.4.5}
 * @param characterSet default character set
 * @param collation    default collation
 * @param rows         rows by table
 * @param objects      how many there are of each kind; kinds without any may be absent
 */
public record ExpectedSchema(String schema, String server, String characterSet, String collation,
                             SortedMap<String, Long> rows, Map<ObjectKind, Long> objects) {

    /** These names become SQL, and a set may come from anywhere. */
    private static final String NAME = "\\w+";

    public ExpectedSchema {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(server, "server");
        if (!characterSet.matches(NAME) || !collation.matches(NAME)) {
            throw new IllegalArgumentException(
                    "not a character set with its collation: " + characterSet + ", " + collation);
        }
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        EnumMap<ObjectKind, Long> counts = new EnumMap<>(ObjectKind.class);
        counts.putAll(objects);
        objects = Collections.unmodifiableMap(counts);
    }

    /** Rows of all tables together: what a load is measured against. */
    public long totalRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where the set itself is not of one mind; empty when the dump holds what the set says. */
    public List<Problem> compare(DumpContents dump) {
        return compare(dump.rows(), dump.objects(), dump.objects(), "the dump", Set.of());
    }

    /**
     * What a schema lacks or has too much after its dump was loaded; empty when it is what the set says.
     *
     * @param found   the schema, asked of the database
     * @param dump    what was loaded: it knows the names of what the set only counts
     * @param without kinds that were left out on purpose
     */
    public List<Problem> compare(SchemaCensus found, DumpContents dump, Set<ObjectKind> without) {
        return compare(found.rows(), found.objects(), dump.objects(), "schema " + found.schema(), without);
    }

    private List<Problem> compare(SortedMap<String, Long> foundRows, SortedSet<SchemaObject> found,
                                  SortedSet<SchemaObject> named, String place, Set<ObjectKind> without) {
        List<Problem> problems = new ArrayList<>();
        TreeSet<String> tables = new TreeSet<>(rows.keySet());
        tables.addAll(foundRows.keySet());
        for (String table : tables) {
            Long there = foundRows.get(table);
            Long expected = rows.get(table);
            if (!Objects.equals(there, expected)) {
                problems.add(RestoreDatabaseProblem.ROWS_DIFFER.with("schema", schema, "table", table, "place", place,
                        "expected", told(expected), "found", told(there)));
            }
        }
        for (ObjectKind kind : ObjectKind.values()) {
            long expected = objects.getOrDefault(kind, 0L);
            long there = found.stream().filter(object -> object.kind() == kind).count();
            boolean tablesAgree = kind == ObjectKind.TABLE && foundRows.keySet().equals(rows.keySet());
            if (there != expected && !tablesAgree && !without.contains(kind)) {
                problems.add(RestoreDatabaseProblem.OBJECTS_DIFFER.with("schema", schema, "kind", kind,
                        "place", place, "expected", expected, "found", there,
                        "names", difference(named, found, kind)));
            }
        }
        return problems;
    }

    private static String told(Long rows) {
        return rows == null ? "no such table" : rows + " rows";
    }

    /** Names that one side lacks, where they are known. */
    private static String difference(SortedSet<SchemaObject> one, SortedSet<SchemaObject> other, ObjectKind kind) {
        TreeSet<SchemaObject> either = new TreeSet<>(one);
        either.addAll(other);
        either.removeIf(object -> object.kind() != kind || one.contains(object) && other.contains(object));
        return either.isEmpty() ? "names unknown" : String.join(", ",
                either.stream().map(SchemaObject::name).toList());
    }
}
