package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.DomibusDatabases;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Questions to the database that Domibus uses now. */
final class LiveDatabase {

    private final DomibusDatabases databases;
    private final Settings settings;

    LiveDatabase(RestoreRun run) {
        databases = run.found().installation().databases();
        settings = run.settings();
    }

    /** The schemas of Domibus here; the general one has no domain and, where there are tenants, no messages. */
    List<DatabaseSchema> schemas() {
        return databases.schemas();
    }

    /** A session with the account of Domibus itself. */
    SqlClient asDomibus(String schema, Duration bound) {
        DatabaseAccess access = access();
        return connect(access, schema, new DatabaseAccount(access.user(), access.password().orElseThrow(
                () -> BackupProblem.PASSWORD_UNKNOWN.exception("user", access.user()))), bound);
    }

    /** A session with the account that dumps. */
    SqlClient asBackup(String schema, Duration bound) {
        Optional<String> user = settings.optional(Setting.DATABASE_USER);
        if (user.isEmpty()) {
            return asDomibus(schema, bound);
        }
        Secret password = settings.password(Setting.DATABASE_PASSWORD_FILE)
                .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", user.get()));
        return connect(access(), schema, new DatabaseAccount(user.get(), password), bound);
    }

    private DatabaseAccess access() {
        DatabaseAccess access = databases.access().orElseThrow(BackupProblem.DATABASE_UNKNOWN::exception);
        if (access.url().engine() != JdbcUrl.Engine.MYSQL) {
            throw BackupProblem.ENGINE_UNSUPPORTED.exception("engine", access.url().engine());
        }
        return access;
    }

    private SqlClient connect(DatabaseAccess access, String schema, DatabaseAccount account, Duration bound) {
        JdbcUrl.Host host = access.url().host();
        // either vendor's client will do for questions
        return SqlClient.connect(MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), true).client(),
                new DatabaseAddress(host.name(), host.port(), schema), account, bound);
    }
}
