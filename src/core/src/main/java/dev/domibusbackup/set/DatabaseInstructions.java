package dev.domibusbackup.set;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of RESTORE.md on databases. The password goes to the client by an option file that is no file: on a command
 * line everybody would see it, and with the variable MYSQL_PWD MariaDB's client no longer checks whose certificate it
 * gets.
 */
final class DatabaseInstructions {

    private final Manifest manifest;
    private final Instructions text;

    DatabaseInstructions(Manifest manifest, Instructions text) {
        this.manifest = manifest;
        this.text = text;
    }

    /** What the reader fills in: where the databases were, as far as the set knows. */
    List<String> values() {
        var database = manifest.installation() == null ? null : manifest.installation().path("database");
        String host = database == null ? "" : database.path("host").asText();
        int port = database == null ? 0 : database.path("port").asInt();
        return List.of("CLIENT=mariadb                                # or mysql",
                "DATABASE=(--host=%s --port=%d --user=root)   # with an account that may create schemas".formatted(
                        Instructions.word(host.isEmpty() ? "localhost" : host), port == 0 ? 3306 : port));
    }

    void write() {
        List<Manifest.DatabaseEntry> databases = manifest.databases();
        if (databases.isEmpty()) {
            return;
        }
        text.heading("## 1. Databases");
        text.line("Type the password of that account once; no command line and no file has it. Beside the right to "
                + "create");
        text.line("schemas it needs, for views, triggers and routines of another definer, SET USER or SUPER.");
        text.line("");
        // reading comes last: what is pasted behind it would be taken for the password
        text.commands("sql() {", "    local escaped=${password//\\\\/\\\\\\\\}",
                "    \"$CLIENT\" --defaults-extra-file=<(printf '[client]\\npassword=\"%s\"\\n' "
                        + "\"${escaped//\\\"/\\\\\\\"}\") \\",
                "        --default-character-set=utf8mb4 \"${DATABASE[@]}\" \"$@\"", "}",
                "IFS= read -rsp 'Password: ' password");
        text.line("On a database server that Domibus has never used, first make the account that its data source "
                + "names, with");
        text.line("all rights on %s. The dumps do not hold accounts.", databases.stream()
                .map(database -> "`" + database.schema() + "`").collect(Collectors.joining(", ")));
        text.line("");
        text.line("Each schema is dropped first: tables that a newer version added would survive otherwise. The last "
                + "command");
        text.line("counts; when it prints nothing, something is missing.");
        text.line("");
        databases.forEach(this::schema);
        text.commands("unset password");
    }

    private void schema(Manifest.DatabaseEntry database) {
        String schema = database.schema();
        String anew = "DROP DATABASE IF EXISTS %1$s; CREATE DATABASE %1$s CHARACTER SET %2$s COLLATE %3$s".formatted(
                identifier(schema), database.charset(), database.collation());
        String counts = "SELECT CONCAT('SELECT COUNT(*) FROM %s.`', REPLACE(table_name, '`', '``'), '`;')"
                .formatted(identifier(schema).replace("'", "''")) + " FROM information_schema.tables"
                + " WHERE table_schema = '" + schema.replace("'", "''") + "' AND table_type = 'BASE TABLE'";
        int tables = database.rows().size();
        long rows = database.rows().values().stream().mapToLong(Long::longValue).sum();
        text.commands("sql -e " + Instructions.word(anew),
                "gzip -dc %s | sql".formatted(Instructions.word(database.artifact())),
                "sql -Nr -e %s \\".formatted(Instructions.word(counts)),
                "    | sql -N | awk '{ rows += $1 } END { printf \"%d tables, %d rows\\n\", NR, rows }' \\",
                "    | grep -x '%d tables, %d rows'".formatted(tables, rows));
        text.line("`%s` holds %d tables with %d rows, and %s.", schema, tables, rows, objects(database.objects()));
        text.line("");
    }

    private static String objects(Map<String, Long> objects) {
        return objects.isEmpty() ? "nothing else" : objects.entrySet().stream()
                .map(kind -> kind.getKey() + ": " + kind.getValue()).collect(Collectors.joining(", "));
    }

    private static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
