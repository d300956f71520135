package dev.domibusbackup.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows and payload files of messages, in the real tables. The caller holds the transaction; the queue that a message
 * came by is kept in CONVERSATION_ID, so that one id may rightly pass several queues, but each only once.
 */
public final class MessageStore {

    private static final DateTimeFormatter DATE_HOUR = DateTimeFormatter.ofPattern("yyMMddHH");
    private static final int ACKNOWLEDGED = 2;
    private static final int RECEIVED = 3;
    private static final int SENDING = 1;
    private static final int RECEIVING = 2;

    private final Configuration configuration;

    MessageStore(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Where a payload's bytes come from. */
    @FunctionalInterface
    public interface PayloadSource {
        void writeTo(OutputStream out) throws Exception;
    }

    /** Points the connection to the domain's schema; needed before each use, as the pool is shared by all domains. */
    void use(Connection database, String domain) throws SQLException {
        Optional<String> schema = configuration.schema(domain);
        if (schema.isPresent()) {
            database.setCatalog(schema.get());
        }
    }

    /** Writes the message's rows and its payload file (or blob, where the domain has no payload folder). */
    public void receive(Connection database, UnitOfWork work, String domain, String queue, String id, String fileName,
            PayloadSource payload) throws Exception {
        use(database, domain);
        long key = nextKey(database);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        update(database, "INSERT INTO TB_USER_MESSAGE (ID_PK, MESSAGE_ID, CONVERSATION_ID, EBMS3_TIMESTAMP,"
                + " CREATION_TIME, CREATED_BY) VALUES (?, ?, ?, ?, ?, 'stand-in')", key, id, queue, now, now);
        update(database, "INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, RECEIVED, SEND_ATTEMPTS, SEND_ATTEMPTS_MAX,"
                + " MSH_ROLE_ID_FK, MESSAGE_STATUS_ID_FK, CREATION_TIME, CREATED_BY)"
                + " VALUES (?, ?, 0, 5, ?, ?, ?, 'stand-in')", key, now, RECEIVING, RECEIVED, now);
        update(database, "INSERT INTO TB_USER_MESSAGE_RAW (ID_PK, RAW_XML, CREATION_TIME, CREATED_BY)"
                + " VALUES (?, ?, ?, 'stand-in')", key, rawXml(id), now);

        Optional<Path> folder = configuration.payloadFolder(domain);
        if (folder.isPresent()) {
            Path file = writeFile(work, folder.get(), payload);
            partInfo(database, key, fileName, now, null, file.toString(), Files.size(file));
        } else {
            byte[] blob = bytes(payload);
            partInfo(database, key, fileName, now, blob, null, blob.length);
        }
    }

    /**
     * Marks the message that this dispatch pointer means as sent, and deletes its payload where the configuration says
     * so ({@code domibus.sendMessage.success.delete.payload}).
     *
     * @return false when no other queue has brought a message of this id
     */
    boolean send(Connection database, UnitOfWork work, String domain, String queue, String id) throws SQLException {
        use(database, domain);
        long key;
        String file;
        try (PreparedStatement query = database.prepareStatement("SELECT m.ID_PK, p.FILENAME FROM TB_USER_MESSAGE m"
                + " JOIN TB_PART_INFO p ON p.USER_MESSAGE_ID_FK = m.ID_PK"
                + " WHERE m.MESSAGE_ID = ? AND m.CONVERSATION_ID <> ?")) {
            query.setString(1, id);
            query.setString(2, queue);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    return false;
                }
                key = found.getLong(1);
                file = found.getString(2);
            }
        }
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        update(database, "UPDATE TB_USER_MESSAGE_LOG SET SEND_ATTEMPTS = SEND_ATTEMPTS + 1, ACKNOWLEDGED = ?,"
                + " MSH_ROLE_ID_FK = ?, MESSAGE_STATUS_ID_FK = ? WHERE ID_PK = ?", now, SENDING, ACKNOWLEDGED, key);
        if (Boolean.parseBoolean(configuration.get("domibus.sendMessage.success.delete.payload"))) {
            update(database, "UPDATE TB_PART_INFO SET BINARY_DATA = NULL, FILENAME = NULL"
                    + " WHERE USER_MESSAGE_ID_FK = ?", key);
            update(database, "UPDATE TB_USER_MESSAGE_LOG SET DELETED = ? WHERE ID_PK = ?", now, key);
            if (file != null) {
                work.deleteAfterCommit(Path.of(file));
            }
        }
        return true;
    }

    /** 5.0 and 5.1 make keys from year, month, day and hour, followed by ten digits of a sequence. */
    private static long nextKey(Connection database) throws SQLException {
        update(database, "UPDATE DOMIBUS_SCALABLE_SEQUENCE SET next_val = LAST_INSERT_ID(next_val + 1)");
        try (PreparedStatement query = database.prepareStatement("SELECT LAST_INSERT_ID()");
                ResultSet value = query.executeQuery()) {
            value.next();
            long hour = Long.parseLong(LocalDateTime.now(ZoneOffset.UTC).format(DATE_HOUR));
            return hour * 10_000_000_000L + value.getLong(1);
        }
    }

    private static Path writeFile(UnitOfWork work, Path folder, PayloadSource payload) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve(UUID.randomUUID() + ".payload");
        work.wrote(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            payload.writeTo(out);
        }
        return file;
    }

    private static byte[] bytes(PayloadSource payload) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        payload.writeTo(out);
        return out.toByteArray();
    }

    private static void partInfo(Connection database, long key, String href, LocalDateTime now, byte[] blob,
            String file, long length) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO TB_PART_INFO (ID_PK, BINARY_DATA,"
                + " FILENAME, HREF, IN_BODY, PART_LENGTH, PART_ORDER, ENCRYPTED, COMPRESSED, USER_MESSAGE_ID_FK,"
                + " CREATION_TIME, CREATED_BY) VALUES (?, ?, ?, ?, 0, ?, 0, 0, 0, ?, ?, 'stand-in')")) {
            insert.setLong(1, key);
            insert.setBinaryStream(2, blob == null ? null : new ByteArrayInputStream(blob));
            insert.setString(3, file);
            insert.setString(4, href);
            insert.setLong(5, length);
            insert.setLong(6, key);
            insert.setObject(7, now);
            insert.executeUpdate();
        }
    }

    private static byte[] rawXml(String id) {
        return ("<eb:UserMessage><eb:MessageId>" + id + "</eb:MessageId></eb:UserMessage>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void update(Connection database, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
