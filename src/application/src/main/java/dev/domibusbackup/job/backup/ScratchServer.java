package dev.domibusbackup.job.backup;

import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.ClientProgram;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * Where scratch schemas can be made: the server of Domibus's own schemas.
 *
 * @param client  the client program
 * @param account who makes them: the account that restores, or the one that dumps
 * @param beside  a schema of that server
 */
public record ScratchServer(ClientProgram client, DatabaseAccount account, DatabaseAddress beside) {

    /** Finds it, or throws the problem that hinders it. */
    public static ScratchServer of(Installation installation, Settings settings) {
        DatabasePlan plan = DatabasePlan.of(installation, settings);
        Optional<String> user = settings.optional(Setting.DATABASE_RESTORE_USER);
        DatabaseAccount account = user.map(name -> new DatabaseAccount(name,
                settings.password(Setting.DATABASE_RESTORE_PASSWORD_FILE).orElseThrow(
                        () -> BackupProblem.PASSWORD_UNKNOWN.exception("user", name)))).orElse(plan.account());
        return new ScratchServer(plan.tools().client(), account, plan.schemas().get(0).address());
    }
}
