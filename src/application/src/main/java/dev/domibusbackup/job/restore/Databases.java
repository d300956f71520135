package dev.domibusbackup.job.restore;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.set.Manifest.DatabaseEntry;

/** What the manifest says of a schema, as the database's part of the product needs it. */
final class Databases {

    private Databases() {
    }

    static ExpectedSchema expected(DatabaseEntry entry) {
        Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
        entry.objects().forEach((kind, count) -> objects.put(ObjectKind.valueOf(kind.toUpperCase(Locale.ROOT)), count));
        return new ExpectedSchema(entry.schema(), entry.server(), entry.charset(), entry.collation(),
                new TreeMap<>(entry.rows()), objects);
    }

    /** Names that the other schemas get: a view of one tenant may look into the general schema. */
    static Map<String, String> otherNames(RestoreTargets plan, RestoreTargets.Schema schema) {
        return plan.schemas().stream().filter(other -> other != schema)
                .collect(Collectors.toMap(other -> other.entry().schema(), RestoreTargets.Schema::target));
    }
}
