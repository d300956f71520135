package dev.domibusbackup.database;

import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds a dump against the database that it came from. The dump client's exit code alone proves nothing: without the
 * rights on triggers or routines it ends well and leaves them out.
 */
public final class CensusComparison {

    private CensusComparison() {
    }

    /**
     * Every difference between the two, tables first; empty when the dump holds all of the schema and nothing else.
     */
    public static List<Problem> compare(SchemaCensus census, DumpContents dump) {
        List<Problem> differences = new ArrayList<>();
        TreeSet<SchemaObject> all = new TreeSet<>(census.objects());
        all.addAll(dump.objects());
        for (SchemaObject object : all) {
            if (!dump.objects().contains(object)) {
                differences.add(DatabaseProblem.OBJECT_NOT_IN_DUMP.with("schema", census.schema(), "object", object,
                        "kind", object.kind(), "inDatabase", census.count(object.kind()),
                        "inDump", dump.count(object.kind())));
            } else if (!census.objects().contains(object)) {
                differences.add(DatabaseProblem.OBJECT_ONLY_IN_DUMP.with("schema", census.schema(), "object", object,
                        "kind", object.kind(), "inDatabase", census.count(object.kind()),
                        "inDump", dump.count(object.kind())));
            } else if (object.kind() == ObjectKind.TABLE) {
                long inDatabase = census.rows().getOrDefault(object.name(), 0L);
                long inDump = dump.rows().getOrDefault(object.name(), 0L);
                if (inDatabase != inDump) {
                    differences.add(DatabaseProblem.ROWS_DIFFER.with("schema", census.schema(),
                            "table", object.name(), "inDatabase", inDatabase, "inDump", inDump));
                }
            }
        }
        return differences;
    }
}
