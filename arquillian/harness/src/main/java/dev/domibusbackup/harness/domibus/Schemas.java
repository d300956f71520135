package dev.domibusbackup.harness.domibus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes the schemas as Domibus's account, as its own scripts are run, so that views and routines belong to it. */
final class Schemas {

    private static final int BATCH = 500;
    /** Keys of 17 October 2023, 9 o'clock: before any that the stand-in makes itself. */
    private static final long FIRST_KEY = 23_10_17_09L * 10_000_000_000L;

    private final DatabaseServer server;
    private final DomibusInstallation installation;

    Schemas(DatabaseServer server, DomibusInstallation installation) {
        this.server = server;
        this.installation = installation;
    }

    void create() throws SQLException, IOException {
        try (Connection root = server.connectAsRoot()) {
            // for localhost too: an anonymous account there would go before '%'
            for (String from : List.of("%", "localhost")) {
                String account = quoted(installation.account()) + "@" + quoted(from);
                // not replaced: an installation beside this one may share the account
                execute(root, "CREATE USER IF NOT EXISTS " + account);
                execute(root, "ALTER USER " + account + " IDENTIFIED BY " + quoted(installation.password()));
                // for deep rehearsals and verifications
                execute(root, "GRANT ALL PRIVILEGES ON `domibus\\_backup\\_scratch\\_%`.* TO " + account);
                for (String schema : installation.schemas()) {
                    execute(root, "GRANT ALL PRIVILEGES ON `" + schema.replace("_", "\\_") + "`.* TO " + account);
                }
            }
            for (String schema : installation.schemas()) {
                execute(root, "DROP DATABASE IF EXISTS `" + schema + "`");
                execute(root, "CREATE DATABASE `" + schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            }
        }
        for (String schema : installation.schemas()) {
            boolean general = installation.generalSchema().filter(schema::equals).isPresent();
            try (Connection database = connect(schema)) {
                load(database, "domibus-common.sql");
                load(database, general ? "domibus-general.sql" : "domibus-messages.sql");
            }
        }
    }

    /** One message for each payload file, and more whose payload is in the database. */
    void seedPayloads(DomibusDomain domain, List<Path> files, int blobs, int blobBytes) throws SQLException {
        Random random = new Random(42);
        try (Connection database = connect(domain.schema());
                PreparedStatement message = database.prepareStatement("INSERT INTO TB_USER_MESSAGE (ID_PK, MESSAGE_ID,"
                        + " CONVERSATION_ID, EBMS3_TIMESTAMP, CREATED_BY) VALUES (?, ?, 'seed', ?, 'seed')");
                PreparedStatement log = database.prepareStatement("INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, RECEIVED,"
                        + " SEND_ATTEMPTS, MESSAGE_STATUS_ID_FK, CREATED_BY) VALUES (?, ?, 0, 3, 'seed')");
                PreparedStatement part = database.prepareStatement("INSERT INTO TB_PART_INFO (ID_PK, BINARY_DATA,"
                        + " FILENAME, HREF, PART_LENGTH, USER_MESSAGE_ID_FK, CREATED_BY)"
                        + " VALUES (?, ?, ?, 'cid:message', ?, ?, 'seed')")) {
            database.setAutoCommit(false);
            int total = files.size() + blobs;
            for (int i = 0; i < total; i++) {
                long key = FIRST_KEY + i + 1;
                message.setLong(1, key);
                message.setString(2, "seed-" + (i + 1) + "@" + domain.code() + ".domibus.eu");
                message.setString(3, "2023-10-17 09:30:00");
                message.addBatch();
                log.setLong(1, key);
                log.setString(2, "2023-10-17 09:30:00");
                log.addBatch();
                part.setLong(1, key);
                boolean isFile = i < files.size();
                byte[] blob = new byte[isFile ? 0 : blobBytes];
                random.nextBytes(blob);
                part.setBinaryStream(2, isFile ? null : new ByteArrayInputStream(blob));
                part.setString(3, isFile ? files.get(i).toString() : null);
                part.setLong(4, blobBytes);
                part.setLong(5, key);
                part.addBatch();
                if ((i + 1) % BATCH == 0 || i + 1 == total) {
                    message.executeBatch();
                    log.executeBatch();
                    part.executeBatch();
                    database.commit();
                }
            }
        }
    }

    private Connection connect(String schema) throws SQLException {
        return server.connect(schema, installation.account(), installation.password());
    }

    private static void load(Connection database, String script) throws SQLException, IOException {
        String sql;
        try (InputStream in = Schemas.class.getResourceAsStream(script)) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String withoutComments = sql.lines().filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
        for (String statement : withoutComments.split(";\n|;$")) {
            if (!statement.isBlank()) {
                execute(database, statement);
            }
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            // no {…} of a value is to be taken for JDBC's escape syntax
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
