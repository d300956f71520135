package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.domibusbackup.database.CensusComparison;
import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.database.mysql.CensusSession;
import dev.domibusbackup.database.mysql.MySqlDump;
import dev.domibusbackup.files.FastGzip;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Manifest;

/**
 * The dump of one schema while it goes on: the dump program, the artifact it fills, and a second session that looks at
 * the same moment to count.
 */
final class RunningDump implements AutoCloseable {

    private static final Duration ONE_TABLE = Duration.ofHours(1);

    private final DatabasePlan plan;
    private final DatabasePlan.Schema schema;
    private final MySqlDump dump;
    private final ArtifactOutput output;
    private final OutputStream gzip;
    private CensusSession census;

    RunningDump(DatabasePlan plan, DatabasePlan.Schema schema, ArtifactOutput output) {
        this.plan = plan;
        this.schema = schema;
        this.output = output;
        try {
            gzip = FastGzip.onto(output.stream());
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", schema.artifact(), "reason", e.getMessage());
        }
        dump = new MySqlDump(plan.tools().dump(), schema.address(), plan.account(), plan.server());
    }

    DatabasePlan.Schema schema() {
        return schema;
    }

    void start() {
        dump.start(gzip);
    }

    /** Returns when dump and counting session both look at this moment. */
    void awaitSnapshot(Duration bound) throws InterruptedException {
        census = CensusSession.open(plan.tools().client(), schema.address(), plan.account());
        dump.awaitSnapshot(bound);
    }

    long rowsSoFar() {
        return dump.rowsSoFar();
    }

    /**
     * Waits for the end, then counts in the database what the same moment held, and makes the dump an artifact when
     * both agree.
     *
     * @return the artifact and its entry for the manifest
     */
    Finished finish(Duration bound) throws InterruptedException {
        DumpContents contents = dump.awaitEnd(bound);
        SchemaCensus counted = census.count(ONE_TABLE);
        List<Problem> differences = CensusComparison.compare(counted, contents);
        if (!differences.isEmpty()) {
            throw new ProblemException(differences);
        }
        try {
            gzip.close();
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", schema.artifact(), "reason", e.getMessage());
        }
        Artifact artifact = output.commit(
                Map.of("rows", contents.totalRows(), "tables", contents.count(ObjectKind.TABLE)));
        return new Finished(artifact, entry(counted));
    }

    /** A dump that ended well. */
    record Finished(Artifact artifact, Manifest.DatabaseEntry entry) {
    }

    private Manifest.DatabaseEntry entry(SchemaCensus counted) {
        Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
        counted.objects().forEach(object -> objects.merge(object.kind(), 1L, Long::sum));
        Map<String, Long> byName = new TreeMap<>();
        objects.forEach((kind, count) -> byName.put(kind.name().toLowerCase(Locale.ROOT), count));
        return new Manifest.DatabaseEntry(schema.address().schema(), schema.domain().orElse(null), "mysql",
                plan.server().toString(), counted.characterSet(), counted.collation(), schema.artifact(),
                counted.rows(), byName);
    }

    void kill() {
        dump.kill();
    }

    @Override
    public void close() {
        dump.close();
        if (census != null) {
            census.close();
        }
        output.close();
    }
}
