package dev.domibusbackup.database.mysql;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts messages in a schema of Domibus, reading only. Domibus 5 has the table TB_USER_MESSAGE_LOG with its
 * dictionaries, Domibus 4 has TB_MESSAGE_LOG with words in place of keys; which columns exist is asked, never assumed.
 * The rows are those of now: of what the schema held at the cut they know what was not purged since.
 */
public final class MessageCensus {

    private static final String LOG = "TB_USER_MESSAGE_LOG";
    private static final String OLD_LOG = "TB_MESSAGE_LOG";
    private static final String ROLES = "TB_D_MSH_ROLE";
    private static final String RETRIES = "TB_PM_RECEPTION_AWARENESS";
    private static final String PARTITIONS = "TB_PM_MPC";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final SqlClient client;
    private final String schema;
    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<Count, Long> counts = new HashMap<>();
    private final Map<Count, String> unknown = new TreeMap<>();

    /** What is counted. */
    public enum Count {
        /** Messages of partners that came since the cut. */
        RECEIVED_SINCE("messages received since"),
        /** Messages that were acknowledged by partners since the cut. */
        SENT_SINCE("messages sent since"),
        /** Messages on their way out at the cut whose time for retries, by the PMode of now, is over. */
        RETRIES_OVER("retries that will be over"),
        /** Messages received before the cut, not deleted at the cut, that the PMode of now would delete at once. */
        RETENTION_DUE("messages due for retention");

        private final String title;

        Count(String title) {
            this.title = title;
        }

        /** In words, for a warning. */
        public String title() {
            return title;
        }
    }

    /**
     * What was found.
     *
     * @param counts  the counts that could be had; empty for a schema without messages
     * @param unknown the others, and why
     */
    public record Result(Map<Count, Long> counts, Map<Count, String> unknown) {

        public Result {
            counts = Map.copyOf(counts);
            unknown = Map.copyOf(unknown);
        }
    }

    private record Table(String name, Set<String> columns) {

        boolean has(String... all) {
            return columns.containsAll(List.of(all));
        }
    }

    private MessageCensus(SqlClient client) {
        this.client = client;
        this.schema = client.address().schema();
        for (List<String> row : new SchemaCatalog(client).select("table_name, column_name", "columns", "table_schema",
                "AND UPPER(table_name) IN ('" + String.join("', '", LOG, OLD_LOG, ROLES, RETRIES, PARTITIONS) + "')")) {
            tables.computeIfAbsent(row.get(0).toUpperCase(Locale.ROOT), key -> new Table(row.get(0), new HashSet<>()))
                    .columns().add(row.get(1).toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Counts in the schema of the client's address.
     *
     * @param cut          the moment the set stands for
     * @param now          until when retries and retention are counted
     * @param retryMinutes what Domibus adds to the time for retries ({@code domibus.msh.retry.timeoutDelay})
     */
    public static Result of(SqlClient client, Instant cut, Instant now, long retryMinutes) {
        MessageCensus census = new MessageCensus(client);
        if (census.tables.containsKey(LOG)) {
            census.count(LOG, ZoneOffset.UTC, cut, now, retryMinutes);
        } else if (census.tables.containsKey(OLD_LOG)) {
            // before version 5 times were those of the server's zone
            census.count(OLD_LOG, ZoneId.systemDefault(), cut, now, retryMinutes);
        }
        return new Result(census.counts, census.unknown);
    }

    private void count(String log, ZoneId zone, Instant cut, Instant now, long retryMinutes) {
        DateTimeFormatter time = TIME.withZone(zone);
        String atCut = SqlText.literal(time.format(cut));
        String atNow = SqlText.literal(time.format(now));
        String receiving = role(log, "RECEIVING");
        String sending = role(log, "SENDING");
        if (receiving == null) {
            String reason = "the log of messages does not tell those received from those sent";
            for (Count count : Count.values()) {
                unknown.put(count, reason);
            }
            return;
        }
        ask(Count.RECEIVED_SINCE, log, receiving + " AND RECEIVED > " + atCut, "RECEIVED");
        ask(Count.SENT_SINCE, log, sending + " AND ACKNOWLEDGED > " + atCut, "ACKNOWLEDGED");
        retries(log, sending, atCut, atNow, retryMinutes);
        retention(log, receiving, atCut, atNow);
    }

    /** A condition for a role; {@code null} when the log does not tell roles. */
    private String role(String log, String role) {
        Table table = tables.get(log);
        String ofUsers = table.has("MESSAGE_TYPE") ? " AND MESSAGE_TYPE = 'USER_MESSAGE'" : "";
        if (table.has("MSH_ROLE_ID_FK") && tables.containsKey(ROLES)) {
            return "MSH_ROLE_ID_FK IN (SELECT ID_PK FROM " + qualified(ROLES) + " WHERE ROLE = '" + role + "')"
                    + ofUsers;
        }
        return table.has("MSH_ROLE") ? "MSH_ROLE = '" + role + "'" + ofUsers : null;
    }

    private void retries(String log, String sending, String atCut, String atNow, long retryMinutes) {
        if (!tables.containsKey(RETRIES) || !tables.get(RETRIES).has("RETRY_TIMEOUT")) {
            unknown.put(Count.RETRIES_OVER, "the time for retries is not in the schema");
            return;
        }
        // the longest time: what is over by it is over by every other
        String longest = client.value("SELECT IFNULL(MAX(RETRY_TIMEOUT), -1) FROM " + qualified(RETRIES));
        if (longest.startsWith("-")) {
            unknown.put(Count.RETRIES_OVER, "the PMode has no time for retries");
            return;
        }
        long minutes = Long.parseLong(longest) + retryMinutes;
        List<String> open = new ArrayList<>();
        for (String end : List.of("ACKNOWLEDGED", "FAILED", "DELETED")) {
            if (tables.get(log).has(end)) {
                open.add(" AND (" + end + " IS NULL OR " + end + " > " + atCut + ")");
            }
        }
        ask(Count.RETRIES_OVER, log, sending + " AND RECEIVED <= " + atCut + String.join("", open)
                + " AND RECEIVED < " + atNow + " - INTERVAL " + minutes + " MINUTE", "RECEIVED", "ACKNOWLEDGED");
    }

    private void retention(String log, String receiving, String atCut, String atNow) {
        if (!tables.containsKey(PARTITIONS)
                || !tables.get(PARTITIONS).has("RETENTION_DOWNLOADED", "RETENTION_UNDOWNLOADED")) {
            unknown.put(Count.RETENTION_DUE, "the times of retention are not in the schema");
            return;
        }
        List<List<String>> times = client.query("SELECT DISTINCT RETENTION_DOWNLOADED, RETENTION_UNDOWNLOADED FROM "
                + qualified(PARTITIONS));
        if (times.size() != 1) {
            unknown.put(Count.RETENTION_DUE, "the PMode has " + times.size() + " different times of retention");
            return;
        }
        List<String> due = new ArrayList<>();
        due(times.get(0).get(0), "DOWNLOADED IS NOT NULL AND DOWNLOADED", atNow, due);
        due(times.get(0).get(1), "DOWNLOADED IS NULL AND RECEIVED", atNow, due);
        if (due.isEmpty()) {
            counts.put(Count.RETENTION_DUE, 0L);
            return;
        }
        ask(Count.RETENTION_DUE, log, receiving + " AND RECEIVED <= " + atCut + " AND (DELETED IS NULL OR DELETED > "
                + atCut + ") AND (" + String.join(" OR ", due) + ")", "RECEIVED", "DOWNLOADED", "DELETED");
    }

    /** A negative time means for ever. */
    private static void due(String minutes, String since, String atNow, List<String> conditions) {
        if (!minutes.startsWith("-")) {
            conditions.add("(" + since + " <= " + atNow + " - INTERVAL " + Long.parseLong(minutes) + " MINUTE)");
        }
    }

    private void ask(Count count, String log, String condition, String... needed) {
        if (!tables.get(log).has(needed)) {
            unknown.put(count, "the log of messages has not all of the columns " + String.join(", ", needed));
            return;
        }
        counts.put(count, Long.parseLong(client.value("SELECT COUNT(*) FROM " + qualified(log) + " WHERE "
                + condition)));
    }

    private String qualified(String table) {
        return SqlText.name(schema) + "." + SqlText.name(tables.get(table).name());
    }
}
