package dev.domibusbackup.job.backup;

import java.nio.file.Path;

import dev.domibusbackup.database.mysql.CensusSession;
import dev.domibusbackup.domibus.ConfigLocation;
import dev.domibusbackup.files.DiskSpace;
import dev.domibusbackup.files.FolderSize;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.setting.Setting;

/**
 * Whether the repository has room. Files are counted as they are, for payloads hardly shrink; a dump is counted as half
 * of the database's tables, for text shrinks to less.
 */
final class SpaceNeeded {

    private SpaceNeeded() {
    }

    /** Returns the bytes the set may need, or throws the problem DB-SET-007. */
    static Long check(BackupRun run) {
        long needed = (run.settings().number(Setting.REPOSITORY_RESERVE) << 20) + files(run) + databases(run) / 2;
        long usable = DiskSpace.usableBytes(run.repository().root());
        if (usable < needed) {
            throw SetProblem.NO_SPACE.exception("repository", run.repository().root(), "usable", usable, "needed",
                    needed);
        }
        return needed;
    }

    private static long files(BackupRun run) {
        long bytes = 0;
        long warm = 0;
        if (run.takes(Component.PAYLOADS)) {
            for (StoreFolder folder : StoreFolder.of(run.installation())) {
                long size = size(folder.store().folder());
                warm += folder.isWarm() ? size : 0;
                bytes += size;
            }
            run.progress("precopy", "bytes").expect(warm);
        }
        if (run.takes(Component.CONFIGURATION)) {
            bytes += run.installation().location().map(ConfigLocation::folder).map(SpaceNeeded::size).orElse(0L);
        }
        return bytes;
    }

    private static long size(Path folder) {
        return FolderSize.of(folder, entry -> false).bytes();
    }

    private static long databases(BackupRun run) {
        if (!run.takes(Component.DATABASES)) {
            return 0;
        }
        DatabasePlan plan = DatabasePlan.of(run.installation(), run.settings());
        long bytes = 0;
        for (DatabasePlan.Schema schema : plan.schemas()) {
            try (CensusSession census = CensusSession.open(plan.tools().client(), schema.address(), plan.account())) {
                bytes += census.sizeBytes();
            }
        }
        return bytes;
    }
}
