package dev.domibusbackup.offline;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;

/** The options that say where the database is and who logs in. What is not given, the set may know. */
final class DatabaseOption {

    private static final int MOST_PORT = 65_535;

    @Option(names = "--host", paramLabel = "HOST", description = "Database host; that of the set if not given.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port; that of the set if not given.")
    private Integer port;

    @Option(names = "--user", paramLabel = "USER",
            description = "Account with the right to drop and create schemas; Domibus's own if not given.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "File whose first line is the password. Without it the password is asked for.")
    private Path passwordFile;

    /** The server; the name of the schema is that of the first one of the set. */
    DatabaseAddress address(BackupSet set) {
        Manifest manifest = set.manifest();
        JsonNode known = known(manifest);
        String name = host != null ? host : known.path("host").asText("");
        int number = port != null ? port : known.path("port").asInt(0);
        if (name.isBlank()) {
            throw missing(set, "the database host", "--host");
        }
        if (number < 1 || number > MOST_PORT) {
            throw missing(set, "a port of the database host", "--port");
        }
        return new DatabaseAddress(name, number, "domibus");
    }

    /** The account, with the password from the file or the terminal. */
    DatabaseAccount account(BackupSet set) {
        String name = user != null ? user : known(set.manifest()).path("user").asText("");
        if (name.isBlank()) {
            throw missing(set, "the account", "--user");
        }
        return new DatabaseAccount(name, password(name));
    }

    private Secret password(String name) {
        if (passwordFile != null) {
            try {
                List<String> lines = Files.readAllLines(passwordFile);
                if (lines.isEmpty()) {
                    throw OfflineProblem.NO_PASSWORD.exception("user", name, "reason", passwordFile + " is empty");
                }
                return Secret.of(lines.get(0));
            } catch (IOException e) {
                throw OfflineProblem.NO_PASSWORD.caused(e, "user", name, "reason", passwordFile + " cannot be read");
            }
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", name);
        if (typed == null) {
            throw OfflineProblem.NO_PASSWORD.exception("user", name, "reason", "there is no terminal to ask for it");
        }
        return Secret.of(new String(typed));
    }

    private static JsonNode known(Manifest manifest) {
        return manifest.installation().path("database");
    }

    private static RuntimeException missing(BackupSet set, String what, String option) {
        return OfflineProblem.NO_ADDRESS.exception("id", set.id(), "what", what, "option", option);
    }
}
