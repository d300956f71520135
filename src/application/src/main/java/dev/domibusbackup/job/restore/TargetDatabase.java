package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.job.database.DatabaseAccounts;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * The database server that schemas are brought back into: Domibus's own, or for a clone the one that the settings name.
 *
 * @param host    its name or address
 * @param port    its TCP port
 * @param account who drops and makes schemas
 * @param tools   client programs
 */
record TargetDatabase(String host, int port, DatabaseAccount account, MySqlTools tools) {

    private static final Duration QUERY = Duration.ofSeconds(30);
    private static final int DEFAULT_PORT = 3306;
    private static final String PORT = ":\\d{1,5}$";

    /** Finds out how to reach it, or throws the problem that hinders it. */
    static TargetDatabase of(RestoreRun run) {
        Settings settings = run.settings();
        DatabaseAccounts accounts = DatabaseAccounts.of(run.found().installation(), settings);
        Optional<String> elsewhere = run.request().clones() ? settings.optional(Setting.DATABASE_TARGET_HOST)
                : Optional.empty();
        String host = elsewhere.map(target -> target.replaceFirst(PORT, ""))
                .orElse(accounts.access().url().host().name());
        int port = elsewhere.map(TargetDatabase::portOf).orElse(accounts.access().url().host().port());
        DatabaseAccount account = elsewhere.isPresent() ? accounts.cloning() : accounts.restoring();
        return new TargetDatabase(host, port, account, accounts.tools(accounts.version(
                new DatabaseAddress(host, port, "information_schema"), account)));
    }

    private static int portOf(String target) {
        return target.matches(".*" + PORT) ? Integer.parseInt(target.substring(target.lastIndexOf(':') + 1))
                : DEFAULT_PORT;
    }

    DatabaseAddress schema(String name) {
        return new DatabaseAddress(host, port, name);
    }

    SqlClient connect(String schema) {
        return SqlClient.connect(tools.client(), schema(schema), account, QUERY);
    }
}
