package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import dev.domibusbackup.database.DatabaseRestore;
import dev.domibusbackup.database.mysql.MySqlRestore;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.setting.Setting;

/**
 * Drops each schema, makes it anew, loads and counts it. One after the other: what a restart finds half loaded is
 * dropped again, what was counted is left alone.
 */
public final class RestoreDatabases implements RestoreStep {

    private static final int BUFFER = 1 << 16;

    @Override
    public void run(RestoreRun run) {
        if (run.targets().schemas().isEmpty() || run.state().counted()) {
            return;
        }
        // what is back needs no database any more
        TargetDatabase target = run.targets().schemas().stream().allMatch(schema ->
                run.state().schemas().contains(schema.entry().schema())) ? null : TargetDatabase.of(run);
        Progress rows = run.progress("databases", "rows");
        rows.expect(run.targets().schemas().stream()
                .mapToLong(schema -> schema.entry().expected().totalRows()).sum());
        long before = 0;
        for (RestoreTargets.Schema schema : run.targets().schemas()) {
            run.checkStop();
            if (!run.state().schemas().contains(schema.entry().schema())) {
                if (run.request().clones()) {
                    noteClone(run, schema);
                }
                load(run, target, schema, rows, before);
                run.remember(run.state().withSchema(schema.entry().schema()));
            }
            before += schema.entry().expected().totalRows();
            run.report().done(schema);
            run.publish();
        }
    }

    /** Before it is there: an execution that finds it half loaded must know it for its own. */
    private static void noteClone(RestoreRun run, RestoreTargets.Schema schema) {
        if (!run.state().clones().contains(schema.entry().schema())) {
            run.remember(run.state().cloning(schema.entry().schema()));
        }
    }

    private static void load(RestoreRun run, TargetDatabase target, RestoreTargets.Schema schema, Progress rows,
                             long before) {
        Path dump = run.set().folder().resolve(schema.entry().artifact());
        Map<String, String> names = Databases.otherNames(run.targets(), schema);
        PooledConnections pools = new PooledConnections(run.server(), target.host(), target.port());
        Runnable release = run.request().clones() ? () -> { } : pools::release;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(dump), BUFFER);
                DatabaseRestore restore = MySqlRestore.replacing(target.tools().client(),
                        target.schema(schema.target()), target.account(), schema.entry().expected(), names)
                        .releasing(release);
                RestoreRun.Stopping stopping = run.onStop(restore::kill)) {
            restore.start(in);
            rows.readFrom(() -> before + restore.rowsSoFar());
            restore.awaitEnd(run.settings().duration(Setting.LOAD_TIMEOUT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", dump, "reason", e.getMessage());
        }
    }
}
