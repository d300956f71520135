package dev.domibusbackup.job.backup;

import java.time.Duration;
import java.util.List;

import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.WorkLedger.Piece;
import dev.domibusbackup.setting.Setting;

import static dev.domibusbackup.job.backup.Pieces.json;

/** Waits for the dumps, holds them against the counts of the database, and makes them artifacts. */
public final class FinishDatabaseDumps implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (run.takes(Component.DATABASES)) {
            finish(run);
        }
        run.everythingTaken();
    }

    private static void finish(BackupRun run) {
        Duration bound = run.settings().duration(Setting.DUMP_TIMEOUT);
        long rows = 0;
        try {
            for (RunningDump dump : run.dumps()) {
                RunningDump.Finished finished = dump.finish(bound);
                rows += dump.rowsSoFar();
                run.set().ledger().record(new Piece(dump.schema().piece(), run.windowId(),
                        List.of(finished.artifact()), json(finished.entry())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        }
        long all = rows;
        run.progress("databases", "rows").readFrom(() -> all);
        DatabasePlan plan = DatabasePlan.of(run.installation(), run.settings());
        for (DatabasePlan.Schema schema : plan.schemas()) {
            if (!run.set().ledger().has(schema.piece(), run.windowId())) {
                throw BackupProblem.DUMP_LOST.exception();
            }
        }
    }
}
