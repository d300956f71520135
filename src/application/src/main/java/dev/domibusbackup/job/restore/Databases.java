package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import dev.domibusbackup.database.mysql.DumpFacts;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.set.Manifest.DatabaseEntry;

/** What the manifest says of a schema, as the database's part of the product needs it. */
final class Databases {

    private static final int BUFFER = 1 << 16;

    private Databases() {
    }

    /** Reads a dump to its end, to know what it asks of the server. */
    static DumpFacts facts(RestoreRun run, RestoreTargets.Schema schema) {
        Path dump = run.set().folder().resolve(schema.entry().artifact());
        Set<String> others = schema.target().equals(schema.entry().schema()) ? Set.of()
                : run.manifest().databases().stream().map(DatabaseEntry::schema)
                        .filter(name -> run.targets().schemas().stream()
                                .noneMatch(taken -> taken.entry().schema().equals(name)))
                        .collect(Collectors.toSet());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(dump), BUFFER)) {
            return DumpFacts.read(in, others);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", dump, "reason", e.getMessage());
        }
    }

    /** Names that the other schemas get: a view of one tenant may look into the general schema. */
    static Map<String, String> otherNames(RestoreTargets targets, RestoreTargets.Schema schema) {
        return targets.schemas().stream().filter(other -> other != schema)
                .collect(Collectors.toMap(other -> other.entry().schema(), RestoreTargets.Schema::target));
    }
}
