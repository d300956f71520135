package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.List;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.job.database.DatabaseAccounts;
import dev.domibusbackup.setting.Settings;

/** Questions to the database that Domibus uses now. */
final class LiveDatabase {

    private final Installation installation;
    private final Settings settings;

    LiveDatabase(RestoreRun run) {
        installation = run.found().installation();
        settings = run.settings();
    }

    /** The schemas of Domibus here; the general one has no domain and, where there are tenants, no messages. */
    List<DatabaseSchema> schemas() {
        return installation.databases().schemas();
    }

    /** A session with the account of Domibus itself. */
    SqlClient asDomibus(String schema, Duration bound) {
        DatabaseAccounts accounts = DatabaseAccounts.of(installation, settings);
        return connect(accounts, schema, accounts.ofDomibus(), bound);
    }

    /** A session with the account that dumps. */
    SqlClient asBackup(String schema, Duration bound) {
        DatabaseAccounts accounts = DatabaseAccounts.of(installation, settings);
        return connect(accounts, schema, accounts.dumping(), bound);
    }

    private static SqlClient connect(DatabaseAccounts accounts, String schema, DatabaseAccount account,
                                     Duration bound) {
        return SqlClient.connect(accounts.anyTools().client(), accounts.address(schema), account, bound);
    }
}
