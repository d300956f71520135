package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.job.database.ScratchLoad;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.setting.Setting;

/** Tries what can be tried beside what is there: dumps are loaded and counted, archives unpacked and compared. */
final class DeepRehearsal {

    private final RestoreRun run;

    DeepRehearsal(RestoreRun run) {
        this.run = run;
    }

    void run() {
        if (!run.targets().schemas().isEmpty()) {
            TargetDatabase target = TargetDatabase.of(run);
            ScratchLoad scratch = new ScratchLoad(target.tools().client(), target.schema("information_schema"),
                    target.account(), run.settings().duration(Setting.LOAD_TIMEOUT));
            scratch.sweep();
            run.targets().schemas().forEach(schema -> attempt("dump of schema " + schema.entry().schema(),
                    () -> load(scratch, schema)));
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

    private String load(ScratchLoad scratch, RestoreTargets.Schema schema) {
        ExpectedSchema expected = schema.entry().expected();
        Progress rows = run.progress("scratch-" + schema.entry().schema(), "rows");
        rows.expect(expected.totalRows());
        Instant begun = Instant.now();
        AtomicReference<RestoreRun.Stopping> stopping = new AtomicReference<>(() -> { });
        try {
            scratch.load(expected, run.set().folder().resolve(schema.entry().artifact()), ScratchLoad::plain,
                    load -> {
                        stopping.set(run.onStop(load::kill));
                        rows.readFrom(load::rowsSoFar);
                    });
        } finally {
            stopping.get().close();
        }
        Duration took = Duration.between(begun, Instant.now());
        run.report().loaded(took);
        return expected.totalRows() + " rows loaded and counted in " + Duration.ofSeconds(took.toSeconds());
    }
}
