package dev.domibusbackup.set;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of RESTORE.md on databases: {@code SQL} is the client with its options, {@code MYSQL_PWD} the password. */
final class DatabaseInstructions {

    private final Manifest manifest;
    private final Instructions text;

    DatabaseInstructions(Manifest manifest, Instructions text) {
        this.manifest = manifest;
        this.text = text;
    }

    /** What the reader fills in: where the databases were, as far as the set knows. */
    String client() {
        var database = manifest.installation() == null ? null : manifest.installation().path("database");
        String host = database == null ? "" : database.path("host").asText();
        int port = database == null ? 0 : database.path("port").asInt();
        return "SQL=(mariadb --host=%s --port=%d --user=root --default-character-set=utf8mb4)   # or mysql".formatted(
                Instructions.word(host.isEmpty() ? "localhost" : host), port == 0 ? 3306 : port);
    }

    void write() {
        List<Manifest.DatabaseEntry> databases = manifest.databases();
        if (databases.isEmpty()) {
            return;
        }
        text.heading("## 1. Databases");
        text.line("Give the password of the account once; it goes to the client by its environment, not by a command");
        text.line("line. The account needs the right to create schemas and, for views, triggers and routines of another");
        text.line("definer, SET USER or SUPER.");
        text.line("");
        text.commands("IFS= read -rsp 'Password: ' MYSQL_PWD && export MYSQL_PWD");
        text.line("On a database server that Domibus has never used, first make the account that its data source names, with");
        text.line("all rights on %s. The dumps do not hold accounts.", databases.stream()
                .map(database -> "`" + database.schema() + "`").collect(Collectors.joining(", ")));
        text.line("");
        text.line("Each schema is dropped first: tables that a newer version added would survive otherwise. The last command");
        text.line("counts; when it prints nothing, something is missing.");
        text.line("");
        databases.forEach(this::schema);
        text.commands("unset MYSQL_PWD");
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
        text.commands("\"${SQL[@]}\" -e " + Instructions.word(anew),
                "gzip -dc %s | \"${SQL[@]}\"".formatted(Instructions.word(database.artifact())),
                "\"${SQL[@]}\" -Nr -e %s \\".formatted(Instructions.word(counts)),
                "    | \"${SQL[@]}\" -N | awk '{ rows += $1 } END { printf \"%d tables, %d rows\\n\", NR, rows }' \\",
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
