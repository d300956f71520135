package dev.domibusbackup.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the database and the payload folder of one domain agree. It is a statement about Domibus at rest: while a
 * message is in work its file is there before its row is.
 *
 * @param rows messages in the database, without the sentinel row
 * @param payloadFiles files {@code *.payload} in the payload folder
 * @param rowsWithoutFile ids of messages whose payload is neither in its file nor in the database, though it was not
 *        deleted
 * @param filesWithoutRow payload files that no row names
 * @param processedTwice ids of messages that the same queue brought more than once
 */
public record Agreement(String domain, long rows, long payloadFiles, List<String> rowsWithoutFile,
        List<String> filesWithoutRow, List<String> processedTwice) {

    /** @return true when nothing is lost, torn or doubled */
    public boolean agrees() {
        return rowsWithoutFile.isEmpty() && filesWithoutRow.isEmpty() && processedTwice.isEmpty();
    }

    /** One agreement per domain. */
    public static List<Agreement> ofAllDomains() throws SQLException, IOException {
        Domibus domibus = Domibus.current();
        MessageStore store = new MessageStore(domibus.configuration());
        List<Agreement> agreements = new ArrayList<>();
        try (Connection database = domibus.database().getConnection()) {
            for (String domain : domibus.configuration().domains()) {
                store.use(database, domain);
                agreements.add(of(database, domibus.configuration(), domain));
            }
        }
        return agreements;
    }

    private static Agreement of(Connection database, Configuration configuration, String domain)
            throws SQLException, IOException {
        Set<String> files = payloadFiles(configuration, domain);
        Set<String> unnamed = new HashSet<>(files);
        List<String> rowsWithoutFile = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT m.MESSAGE_ID, p.FILENAME,"
                        + " p.BINARY_DATA IS NOT NULL OR l.DELETED IS NOT NULL FROM TB_USER_MESSAGE m"
                        + " LEFT JOIN TB_PART_INFO p ON p.USER_MESSAGE_ID_FK = m.ID_PK"
                        + " LEFT JOIN TB_USER_MESSAGE_LOG l ON l.ID_PK = m.ID_PK WHERE m.ID_PK <> 19700101")) {
            while (row.next()) {
                String file = row.getString(2);
                if (file != null) {
                    unnamed.remove(file);
                }
                boolean there = file == null ? row.getBoolean(3) : Files.exists(Path.of(file));
                if (!there) {
                    rowsWithoutFile.add(row.getString(1));
                }
            }
        }
        return new Agreement(domain, count(database), files.size(), rowsWithoutFile, unnamed.stream().sorted().toList(),
                processedTwice(database));
    }

    private static long count(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM TB_USER_MESSAGE WHERE ID_PK <> 19700101")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> processedTwice(Connection database) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT MESSAGE_ID FROM TB_USER_MESSAGE"
                        + " GROUP BY MESSAGE_ID, CONVERSATION_ID HAVING COUNT(*) > 1"
                        + " UNION SELECT m.MESSAGE_ID FROM TB_USER_MESSAGE m"
                        + " JOIN TB_USER_MESSAGE_LOG l ON l.ID_PK = m.ID_PK WHERE l.SEND_ATTEMPTS > 1")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    private static Set<String> payloadFiles(Configuration configuration, String domain) throws IOException {
        Path folder = configuration.payloadFolder(domain).orElse(null);
        Set<String> names = new HashSet<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.map(Path::toString).filter(name -> name.endsWith(".payload")).forEach(names::add);
            }
        }
        return names;
    }
}
