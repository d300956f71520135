package dev.domibusbackup.database.mysql;

import java.util.ArrayList;
import java.util.List;

/** The options of a dump. All are named, for the host's option files may have changed any default. */
final class DumpOptions {

    private DumpOptions() {
    }

    static List<String> of(ServerVersion client, ServerVersion server, String schema) {
        List<String> options = new ArrayList<>(List.of(
                // prints when the snapshot exists
                "--verbose", "--single-transaction",
                "--opt", "--quick", "--routines", "--events", "--triggers", "--hex-blob",
                // needs a right that accounts of applications do not have
                "--no-tablespaces",
                "--default-character-set=utf8mb4", "--max-allowed-packet=1G",
                // the footer is a comment
                "--comments",
                // would write the footer even when it failed
                "--skip-force"));
        if (!client.mariaDb()) {
            // else the dump could be loaded into a server without transactions of its own only
            options.add("--set-gtid-purged=OFF");
            boolean serverLacksColumnStatistics = server.mariaDb() || !server.atLeast(8, 0, 0);
            if (client.atLeast(8, 0, 0) && serverLacksColumnStatistics) {
                options.add("--column-statistics=0");
            }
        }
        // with it, CREATE DATABASE and its character set are in the dump
        options.add("--databases");
        options.add(schema);
        return options;
    }
}
