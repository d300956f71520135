package dev.domibusbackup.database;

import java.util.Comparator;
import java.util.Objects;

/**
 * One object of a schema. Kinds have name spaces of their own: a function and a procedure may share a name.
 *
 * @param kind what it is
 * @param name its name, unquoted, as the server spells it
 */
public record SchemaObject(ObjectKind kind, String name) implements Comparable<SchemaObject> {

    private static final Comparator<SchemaObject> ORDER =
            Comparator.comparing(SchemaObject::kind).thenComparing(SchemaObject::name);

    public SchemaObject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public int compareTo(SchemaObject other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
