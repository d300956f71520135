package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.ServerVersion;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.BackupProblem;
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
        DatabaseAccess access = run.found().installation().databases().access()
                .orElseThrow(BackupProblem.DATABASE_UNKNOWN::exception);
        if (access.url().engine() != JdbcUrl.Engine.MYSQL) {
            throw BackupProblem.ENGINE_UNSUPPORTED.exception("engine", access.url().engine());
        }
        Optional<String> elsewhere = run.request().clones() ? settings.optional(Setting.DATABASE_TARGET_HOST)
                : Optional.empty();
        String host = elsewhere.map(target -> target.replaceFirst(PORT, ""))
                .orElse(access.url().host().name());
        int port = elsewhere.map(TargetDatabase::portOf).orElse(access.url().host().port());
        DatabaseAccount account = account(access, settings, elsewhere.isPresent());
        MySqlTools any = MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), true);
        DatabaseAddress address = new DatabaseAddress(host, port, "information_schema");
        try (SqlClient client = SqlClient.connect(any.client(), address, account, QUERY)) {
            boolean mariaDb = ServerVersion.of(client).mariaDb();
            return new TargetDatabase(host, port, account,
                    MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), mariaDb));
        }
    }

    private static int portOf(String target) {
        return target.matches(".*" + PORT) ? Integer.parseInt(target.substring(target.lastIndexOf(':') + 1))
                : DEFAULT_PORT;
    }

    /** The account for the target of clones, or the one that restores, or the one that dumps, or Domibus's own. */
    private static DatabaseAccount account(DatabaseAccess access, Settings settings, boolean elsewhere) {
        if (elsewhere && settings.optional(Setting.DATABASE_TARGET_USER).isPresent()) {
            return named(settings, Setting.DATABASE_TARGET_USER, Setting.DATABASE_TARGET_PASSWORD_FILE);
        }
        if (settings.optional(Setting.DATABASE_RESTORE_USER).isPresent()) {
            return named(settings, Setting.DATABASE_RESTORE_USER, Setting.DATABASE_RESTORE_PASSWORD_FILE);
        }
        if (settings.optional(Setting.DATABASE_USER).isPresent()) {
            return named(settings, Setting.DATABASE_USER, Setting.DATABASE_PASSWORD_FILE);
        }
        return new DatabaseAccount(access.user(), access.password()
                .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", access.user())));
    }

    private static DatabaseAccount named(Settings settings, Setting user, Setting passwordFile) {
        String name = settings.optional(user).orElseThrow();
        Secret password = settings.password(passwordFile)
                .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", name));
        return new DatabaseAccount(name, password);
    }

    DatabaseAddress schema(String name) {
        return new DatabaseAddress(host, port, name);
    }

    SqlClient connect(String schema) {
        return SqlClient.connect(tools.client(), schema(schema), account, QUERY);
    }
}
