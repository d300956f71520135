package dev.domibusbackup.wildfly.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.domibusbackup.harness.site.Site;

/** What database and file system say themselves. */
record Facts(Site site) {

    /** Rows by table. */
    Map<String, Long> rows(String schema) {
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = '" + schema + "' AND table_type = 'BASE TABLE'")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM `" + schema + "`.`" + table + "`")) {
                    row.next();
                    rows.put(table, row.getLong(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements as root. */
    void asRoot(String... statements) {
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and content of a folder: relative path to size and hash of the content; folders end with a slash. */
    static Map<String, String> tree(Path folder) {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    tree.put(name + "/", "");
                } else {
                    byte[] content = Files.readAllBytes(file);
                    tree.put(name, content.length + " " + Arrays.hashCode(content));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    /** Files of a folder, without what lies in those sub-folders. */
    static List<Path> files(Path folder, String... without) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> Stream.of(without)
                    .noneMatch(name -> file.startsWith(folder.resolve(name)))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            bytes += file.toFile().length();
        }
        return bytes;
    }
}
