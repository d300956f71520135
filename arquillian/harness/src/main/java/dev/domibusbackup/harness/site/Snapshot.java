package dev.domibusbackup.harness.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.domibusbackup.harness.domibus.DomibusDomain;

/**
 * What an installation holds, by its own word and by none of ours: the rows and checksum of every table, the messages
 * of every queue, the content of every folder.
 *
 * @param parts what is where
 */
public record Snapshot(Map<String, String> parts) {

    private static final List<String> OBJECTS = List.of("views", "routines", "triggers", "events");

    public Snapshot {
        parts = Map.copyOf(parts);
    }

    /**
     * Looks at a site at rest.
     *
     * @param queues those whose messages nobody takes
     */
    public static Snapshot of(Site site, List<String> queues) {
        Map<String, String> parts = new LinkedHashMap<>();
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            for (String schema : site.installation().schemas()) {
                tables(statement, schema, parts);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        queues.forEach(queue -> parts.put("queue " + queue, site.server().queues().count(queue) + " messages"));
        folder(parts, "configuration", site.installation().configuration());
        for (DomibusDomain domain : site.installation().domains()) {
            folder(parts, "payloads of " + domain.code(), domain.payloads());
            folder(parts, "eArchive of " + domain.code(), domain.eArchive());
            folder(parts, "temporary of " + domain.code(), domain.temporary());
            folder(parts, "FS plugin of " + domain.code(), domain.fileSystemMessages());
        }
        return new Snapshot(parts);
    }

    private static void tables(Statement statement, String schema, Map<String, String> parts) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = '" + schema + "' AND table_type = 'BASE TABLE' ORDER BY 1")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        for (String table : tables) {
            String name = "`" + schema + "`.`" + table + "`";
            // the checksum does not see a column that is NULL in every row
            String columns = value(statement, "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = '"
                    + schema + "' AND table_name = '" + table + "'", 1);
            parts.put("table " + schema + "." + table, value(statement, "SELECT COUNT(*) FROM " + name, 1)
                    + " rows, " + columns + " columns, " + Long.toHexString(Long.parseLong(
                            value(statement, "CHECKSUM TABLE " + name, 2))));
        }
        for (String kind : OBJECTS) {
            String column = switch (kind) {
                case "views" -> "table_schema";
                case "routines" -> "routine_schema";
                case "triggers" -> "trigger_schema";
                default -> "event_schema";
            };
            parts.put(kind + " of " + schema, value(statement, "SELECT COUNT(*) FROM information_schema." + kind
                    + " WHERE " + column + " = '" + schema + "'", 1));
        }
    }

    private static String value(Statement statement, String query, int column) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(column);
        }
    }

    /** Names, types, rights, times and content of all that is in a folder. */
    private static void folder(Map<String, String> parts, String name, Path folder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            int files = 0;
            List<Path> sorted;
            try (Stream<Path> tree = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
                sorted = tree.sorted().toList();
            }
            for (Path path : sorted) {
                digest.update((folder.relativize(path) + " " + Files.getPosixFilePermissions(path,
                        LinkOption.NOFOLLOW_LINKS)).getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files++;
                    digest.update(String.valueOf(Files.getLastModifiedTime(path).toMillis() / 1000)
                            .getBytes(StandardCharsets.UTF_8));
                    try (InputStream in = Files.newInputStream(path)) {
                        digest.update(in.readAllBytes());
                    }
                }
            }
            parts.put("folder " + name, files + " files, "
                    + HexFormat.of().formatHex(digest.digest()).substring(0, 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same and something more. */
    public Snapshot with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parts);
        more.put(name, value);
        return new Snapshot(more);
    }

    /** Names of the parts that are not the same in the other, or are in one of the two alone. */
    public List<String> differences(Snapshot other) {
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        return names.stream().filter(name -> !Objects.equals(parts.get(name), other.parts.get(name)))
                .map(name -> name + ": " + told(name) + " / " + other.told(name)).toList();
    }

    /** What is in a part, or that it is not there. */
    public String told(String name) {
        return parts.getOrDefault(name, "-");
    }
}
