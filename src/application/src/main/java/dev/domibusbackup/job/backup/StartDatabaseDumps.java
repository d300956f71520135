package dev.domibusbackup.job.backup;

import java.time.Duration;

import dev.domibusbackup.set.Component;
import dev.domibusbackup.setting.Setting;

/**
 * Starts one dump program per schema and returns when every snapshot exists. Nothing writes in the window, so they
 * agree with each other and with everything else of the set.
 */
public final class StartDatabaseDumps implements BackupStep {

    @Override
    public void run(BackupRun run) {
        if (!run.takes(Component.DATABASES)) {
            return;
        }
        DatabasePlan plan = DatabasePlan.of(run.installation(), run.settings());
        for (DatabasePlan.Schema schema : plan.schemas()) {
            if (!run.set().ledger().has(schema.piece(), run.windowId())) {
                run.dumps().add(new RunningDump(plan, schema,
                        run.set().artifact(Component.DATABASES, schema.artifact())));
            }
        }
        run.dumps().forEach(RunningDump::start);
        Duration bound = run.settings().duration(Setting.SNAPSHOT_TIMEOUT);
        try {
            for (RunningDump dump : run.dumps()) {
                run.checkStop();
                dump.awaitSnapshot(bound);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        }
        run.progress("databases", "rows").readFrom(
                () -> run.dumps().stream().mapToLong(RunningDump::rowsSoFar).sum());
    }
}
