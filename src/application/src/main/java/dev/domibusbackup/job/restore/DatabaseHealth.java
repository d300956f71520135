package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.database.mysql.SqlClient;
import dev.domibusbackup.domibus.DatabaseAccess;
import dev.domibusbackup.domibus.DatabaseSchema;
import dev.domibusbackup.domibus.JdbcUrl;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.job.restore.HealthCheck.Finding;

/** Whether every schema lets Domibus's own account in and has tables. */
final class DatabaseHealth {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private DatabaseHealth() {
    }

    static Finding of(RestoreRun run) {
        if (run.found().installation().databases().access().map(DatabaseAccess::url)
                .filter(url -> url.engine() == JdbcUrl.Engine.MYSQL).isEmpty()) {
            return Finding.notChecked("the database is not known, or not of a kind that can be asked");
        }
        if (run.found().installation().databases().access().flatMap(DatabaseAccess::password)
                .map(Secret::reveal).isEmpty()) {
            return Finding.notChecked("the password of Domibus's own account is not known");
        }
        LiveDatabase database = new LiveDatabase(run);
        List<String> good = new ArrayList<>();
        for (DatabaseSchema schema : database.schemas()) {
            try (SqlClient client = database.asDomibus(schema.name(), BOUND)) {
                long tables = tables(client);
                if (tables == 0) {
                    return Finding.failed("the account of Domibus sees no table in the schema " + schema.name());
                }
                good.add(schema.name() + " with " + tables + " tables");
            }
        }
        return good.isEmpty() ? Finding.notChecked("no schema is known") : Finding.ok(String.join(", ", good));
    }

    private static long tables(SqlClient client) {
        return client.query("SHOW TABLES FROM " + client.quotedSchema()).size();
    }
}
