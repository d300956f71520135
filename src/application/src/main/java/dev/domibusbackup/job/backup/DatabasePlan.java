package dev.domibusbackup.job.backup;

import java.util.List;
import java.util.Optional;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.ServerVersion;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.database.DatabaseAccounts;
import dev.domibusbackup.problem.BackupProblem;
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
        DatabaseAccounts accounts = DatabaseAccounts.of(installation, settings);
        DatabaseAccount account = accounts.dumping();
        List<Schema> schemas = installation.databases().schemas().stream()
                .map(schema -> new Schema(accounts.address(schema.name()), schema.domain())).toList();
        if (schemas.isEmpty()) {
            throw BackupProblem.DATABASE_UNKNOWN.exception();
        }
        ServerVersion server = accounts.version(schemas.get(0).address(), account);
        return new DatabasePlan(account, accounts.tools(server), server, schemas);
    }
}
