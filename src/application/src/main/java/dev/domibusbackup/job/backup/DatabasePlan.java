package dev.domibusbackup.job.backup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.ServerVersion;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/**
 * How the schemas of an installation are dumped: which account, which programs, which server.
 *
 * @param account who logs in
 * @param tools   dump and client programs
 * @param server  version of the database server
 * @param schemas the schemas and where they are
 */
record DatabasePlan(DatabaseAccount account, MySqlTools tools, ServerVersion server, List<Schema> schemas) {

    private static final Duration QUERY = Duration.ofSeconds(30);

    /** One schema. */
    record Schema(DatabaseAddress address, Optional<String> domain) {

        String artifact() {
            return "databases/" + address.schema() + ".sql.gz";
        }

        String piece() {
            return Pieces.DATABASE + address.schema();
        }
    }

    /** Finds out how to dump, or throws the problem that hinders it. */
    static DatabasePlan of(Installation installation, Settings settings) {
        DatabaseAccess access = installation.databases().access()
                .orElseThrow(BackupProblem.DATABASE_UNKNOWN::exception);
        if (access.url().engine() != JdbcUrl.Engine.MYSQL) {
            throw BackupProblem.ENGINE_UNSUPPORTED.exception("engine", access.url().engine());
        }
        DatabaseAccount account = account(access, settings);
        JdbcUrl.Host host = access.url().host();
        List<Schema> schemas = installation.databases().schemas().stream()
                .map((DatabaseSchema schema) -> new Schema(
                        new DatabaseAddress(host.name(), host.port(), schema.name()), schema.domain())).toList();
        if (schemas.isEmpty()) {
            throw BackupProblem.DATABASE_UNKNOWN.exception();
        }
        ServerVersion server = serverVersion(schemas.get(0).address(), account, settings);
        return new DatabasePlan(account,
                MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), server.mariaDb()), server, schemas);
    }

    private static DatabaseAccount account(DatabaseAccess access, Settings settings) {
        Optional<String> user = settings.optional(Setting.DATABASE_USER);
        if (user.isPresent()) {
            Secret password = settings.password(Setting.DATABASE_PASSWORD_FILE)
                    .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", user.get()));
            return new DatabaseAccount(user.get(), password);
        }
        return new DatabaseAccount(access.user(), access.password()
                .orElseThrow(() -> BackupProblem.PASSWORD_UNKNOWN.exception("user", access.user())));
    }

    /** Either vendor's client can ask for the version; only then is known whose programs are the right ones. */
    private static ServerVersion serverVersion(DatabaseAddress address, DatabaseAccount account, Settings settings) {
        MySqlTools any = MySqlTools.locate(settings.path(Setting.DATABASE_TOOLS), true);
        try (SqlClient client = SqlClient.connect(any.client(), address, account, QUERY)) {
            return ServerVersion.of(client);
        }
    }
}
