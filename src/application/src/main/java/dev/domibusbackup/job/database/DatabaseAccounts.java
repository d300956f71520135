package dev.domibusbackup.job.database;

import java.time.Duration;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.ServerVersion;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * Who logs in to Domibus's database, and with which programs.
 *
 * @param access   how Domibus reaches it
 * @param settings the settings in force
 */
public record DatabaseAccounts(DatabaseAccess access, Settings settings) {

    private static final Duration QUERY = Duration.ofSeconds(30);

    /** Of an installation, or the problem that its database is unknown or of a kind that is not supported. */
    public static DatabaseAccounts of(Installation installation, Settings settings) {
        DatabaseAccess access = installation.databases().access()
                .orElseThrow(BackupProblem.DATABASE_UNKNOWN::exception);
        if (access.url().engine() != JdbcUrl.Engine.MYSQL) {
            throw BackupProblem.ENGINE_UNSUPPORTED.exception("engine", access.url().engine());
        }
        return new DatabaseAccounts(access, settings);
    }

    /** The account of Domibus's own data source. */
    public DatabaseAccount ofDomibus() {
        return new DatabaseAccount(access.user(), access.password()
                .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", access.user())));
    }

    /** The account that dumps: the settings', or Domibus's own. */
    public DatabaseAccount dumping() {
        return named(Setting.DATABASE_USER, Setting.DATABASE_PASSWORD_FILE).orElseGet(this::ofDomibus);
    }

    /** The account that restores: the settings', or the one that dumps. */
    public DatabaseAccount restoring() {
        return named(Setting.DATABASE_RESTORE_USER, Setting.DATABASE_RESTORE_PASSWORD_FILE)
                .orElseGet(this::dumping);
    }

    /** The account on the server that clones go to: the settings', or the one that restores. */
    public DatabaseAccount cloning() {
        return named(Setting.DATABASE_TARGET_USER, Setting.DATABASE_TARGET_PASSWORD_FILE)
                .orElseGet(this::restoring);
    }

    private Optional<DatabaseAccount> named(Setting user, Setting passwordFile) {
        return settings.optional(user).map(name -> {
            Secret password = settings.password(passwordFile)
                    .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", name));
            return new DatabaseAccount(name, password);
        });
    }

    /** A schema on the server that Domibus uses. */
    public DatabaseAddress address(String schema) {
        return new DatabaseAddress(access.url().host().name(), access.url().host().port(), schema);
    }

    /** Programs of either vendor: good enough for questions. */
    public MySqlTools anyTools() {
        return MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), true);
    }

    /** Either vendor's client can ask for the version; only then is known whose programs are the right ones. */
    public ServerVersion version(DatabaseAddress address, DatabaseAccount account) {
        try (SqlClient client = SqlClient.connect(anyTools().client(), address, account, QUERY)) {
            return ServerVersion.of(client);
        }
    }

    /** Programs of the vendor that the server is of. */
    public MySqlTools tools(ServerVersion server) {
        return MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), server.mariaDb());
    }
}
