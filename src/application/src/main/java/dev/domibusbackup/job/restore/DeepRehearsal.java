package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

import dev.domibusbackup.database.DatabaseRestore;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.mysql.MySqlRestore;
import dev.domibusbackup.database.mysql.ScratchSchema;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.setting.Setting;

/** Tries what can be tried beside what is there: dumps are loaded and counted, archives unpacked and compared. */
final class DeepRehearsal {

    private static final int BUFFER = 1 << 16;

    private final RestoreRun run;

    DeepRehearsal(RestoreRun run) {
        this.run = run;
    }

    void run() {
        if (!run.targets().schemas().isEmpty()) {
            TargetDatabase target = TargetDatabase.of(run);
            Duration bound = run.settings().duration(Setting.LOAD_TIMEOUT);
            ScratchSchema.sweep(target.tools().client(), target.schema("information_schema"), target.account(), bound);
            run.targets().schemas().forEach(schema -> attempt("dump of schema " + schema.entry().schema(),
                    () -> load(target, schema, bound)));
        }
        new FolderChecks(run).unpack();
    }

    /** A check that fails is in the report, and speaks against the restore. */
    private void attempt(String what, Check check) {
        run.checkStop();
        try {
            run.report().rehearsed(new RestoreReport.Check(what, "ok", check.detail()));
        } catch (ProblemException e) {
            run.report().rehearsed(new RestoreReport.Check(what, "failed", e.problem().fact()));
            run.unfitToo(e.problems());
        }
    }

    @FunctionalInterface
    private interface Check {
        String detail();
    }

    private String load(TargetDatabase target, RestoreTargets.Schema schema, Duration bound) {
        ExpectedSchema expected = schema.entry().expected();
        Path dump = run.set().folder().resolve(schema.entry().artifact());
        Progress rows = run.progress("scratch-" + schema.entry().schema(), "rows");
        rows.expect(expected.totalRows());
        Instant begun = Instant.now();
        try (ScratchSchema scratch = ScratchSchema.create(target.tools().client(),
                target.schema(schema.target()), target.account(), expected, bound);
                InputStream in = new GZIPInputStream(Files.newInputStream(dump), BUFFER);
                DatabaseRestore restore = MySqlRestore.into(scratch, expected);
                RestoreRun.Stopping stopping = run.onStop(restore::kill)) {
            restore.start(in);
            rows.readFrom(restore::rowsSoFar);
            restore.awaitEnd(bound);
            Duration took = Duration.between(begun, Instant.now());
            run.report().loaded(took);
            return expected.totalRows() + " rows loaded and counted in " + Duration.ofSeconds(took.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", dump, "reason", e.getMessage());
        }
    }
}
