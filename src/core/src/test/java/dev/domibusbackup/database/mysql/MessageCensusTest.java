package dev.domibusbackup.database.mysql;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.domibusbackup.database.mysql.MessageCensus.Count;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts what going back costs in schemas as the versions of Domibus have them. */
@Timeout(90)
class MessageCensusTest {

    private static final Instant CUT = Instant.parse("2026-11-20T12:00:00.500Z");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String PMODE = """
            CREATE TABLE TB_PM_RECEPTION_AWARENESS (ID_PK BIGINT, RETRY_TIMEOUT INT, RETRY_COUNT INT);
            INSERT INTO TB_PM_RECEPTION_AWARENESS VALUES (1, 4, 12), (2, 2900, 12);
            CREATE TABLE TB_PM_MPC (ID_PK BIGINT, RETENTION_DOWNLOADED INT, RETENTION_UNDOWNLOADED INT);
            INSERT INTO TB_PM_MPC VALUES (1, 60, 4320);
            """;
    private static final String OF_5 = """
            CREATE TABLE TB_D_MSH_ROLE (ID_PK BIGINT, ROLE VARCHAR(255));
            INSERT INTO TB_D_MSH_ROLE VALUES (11, 'SENDING'), (12, 'RECEIVING');
            CREATE TABLE TB_USER_MESSAGE_LOG (ID_PK BIGINT, MSH_ROLE_ID_FK BIGINT, RECEIVED TIMESTAMP(6) NULL,
                DOWNLOADED TIMESTAMP(6) NULL, ACKNOWLEDGED TIMESTAMP(6) NULL, FAILED TIMESTAMP(6) NULL,
                DELETED TIMESTAMP(6) NULL);
            """;

    private final TestSchema schema = TestSchema.empty();

    @AfterEach
    void drop() {
        schema.close();
    }

    @Test
    void received_and_sent_since_the_cut_are_told_from_those_before_it_to_the_millisecond() {
        schema.script(OF_5 + PMODE + """
                INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, MSH_ROLE_ID_FK, RECEIVED, ACKNOWLEDGED) VALUES
                    (1, 12, '2026-11-20 12:00:00.500', NULL), (2, 12, '2026-11-20 12:00:00.501', NULL),
                    (3, 12, '2026-11-22 11:00:00', NULL), (4, 11, '2026-11-22 10:00:00', NULL),
                    (5, 11, '2026-11-20 11:00:00', '2026-11-20 11:59:00'),
                    (6, 11, '2026-11-20 11:00:00', '2026-11-20 12:00:01');
                """);

        MessageCensus.Result result = count();

        assertThat(result.counts()).containsEntry(Count.RECEIVED_SINCE, 2L).containsEntry(Count.SENT_SINCE, 1L);
        assertThat(result.unknown()).isEmpty();
    }

    /** The longest time for retries is 2900 minutes, Domibus adds 10: over for what was submitted 48.5 hours ago. */
    @Test
    void retries_are_over_for_what_was_on_its_way_at_the_cut_and_is_too_old_by_now() {
        schema.script(OF_5 + PMODE + """
                INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, MSH_ROLE_ID_FK, RECEIVED, ACKNOWLEDGED, FAILED) VALUES
                    (1, 11, '2026-11-20 11:29:00', NULL, NULL), (2, 11, '2026-11-20 11:31:00', NULL, NULL),
                    (3, 11, '2026-11-20 10:00:00', '2026-11-20 11:00:00', NULL),
                    (4, 11, '2026-11-20 10:00:00', '2026-11-20 13:00:00', NULL),
                    (5, 11, '2026-11-20 10:00:00', NULL, '2026-11-20 11:00:00'),
                    (6, 11, '2026-11-20 10:00:00', NULL, '2026-11-20 14:00:00'),
                    (7, 12, '2026-11-20 10:00:00', NULL, NULL),
                    (8, 11, '2026-11-20 10:00:00', NULL, '2026-11-20 15:00:00');
                """);

        assertThat(count().counts()).containsEntry(Count.RETRIES_OVER, 4L);
    }

    @Test
    void retention_is_due_for_what_was_there_at_the_cut_and_is_too_old_by_now() {
        schema.script(OF_5 + PMODE + """
                INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, MSH_ROLE_ID_FK, RECEIVED, DOWNLOADED, DELETED) VALUES
                    (1, 12, '2026-11-20 11:00:00', '2026-11-20 11:30:00', NULL),
                    (2, 12, '2026-11-20 11:00:00', '2026-11-22 11:30:00', NULL),
                    (3, 12, '2026-11-20 11:00:00', NULL, NULL), (4, 12, '2026-11-19 11:00:00', NULL, NULL),
                    (5, 12, '2026-11-19 11:00:00', NULL, '2026-11-20 11:00:00'),
                    (6, 12, '2026-11-19 11:00:00', NULL, '2026-11-21 11:00:00'),
                    (7, 12, '2026-11-20 13:00:00', '2026-11-20 13:30:00', NULL);
                """);

        assertThat(count().counts()).containsEntry(Count.RETENTION_DUE, 3L);
    }

    @Test
    void retention_for_ever_is_never_due() {
        schema.script(OF_5 + PMODE + """
                UPDATE TB_PM_MPC SET RETENTION_DOWNLOADED = -1, RETENTION_UNDOWNLOADED = -1;
                INSERT INTO TB_USER_MESSAGE_LOG (ID_PK, MSH_ROLE_ID_FK, RECEIVED) VALUES (1, 12, '2020-01-01 00:00:00');
                """);

        assertThat(count().counts()).containsEntry(Count.RETENTION_DUE, 0L);
    }

    @Test
    void different_times_of_retention_cannot_be_counted_and_the_rest_is() {
        schema.script(OF_5 + PMODE + "INSERT INTO TB_PM_MPC VALUES (2, 0, 0);");

        MessageCensus.Result result = count();

        assertThat(result.counts()).containsOnlyKeys(Count.RECEIVED_SINCE, Count.SENT_SINCE, Count.RETRIES_OVER);
        assertThat(result.unknown()).containsEntry(Count.RETENTION_DUE,
                "the PMode has 2 different times of retention");
    }

    /** Domibus 4 writes words, tells users' messages from signals in one table and does not note acknowledgements. */
    @Test
    void the_one_log_of_domibus_4_is_counted_as_far_as_it_tells() {
        schema.script(PMODE + """
                CREATE TABLE TB_MESSAGE_LOG (ID_PK BIGINT, MESSAGE_TYPE VARCHAR(255), MSH_ROLE VARCHAR(255),
                    RECEIVED TIMESTAMP NULL, DOWNLOADED TIMESTAMP NULL, FAILED TIMESTAMP NULL, DELETED TIMESTAMP NULL);
                INSERT INTO TB_MESSAGE_LOG (ID_PK, MESSAGE_TYPE, MSH_ROLE, RECEIVED) VALUES
                    (1, 'USER_MESSAGE', 'RECEIVING', '2026-11-22 00:00:00'),
                    (2, 'SIGNAL_MESSAGE', 'RECEIVING', '2026-11-22 00:00:00'),
                    (3, 'USER_MESSAGE', 'SENDING', '2026-11-22 00:00:00');
                """);

        MessageCensus.Result result = count();

        assertThat(result.counts()).containsEntry(Count.RECEIVED_SINCE, 1L);
        assertThat(result.unknown()).containsOnlyKeys(Count.SENT_SINCE, Count.RETRIES_OVER);
    }

    @Test
    void a_schema_without_messages_costs_nothing() {
        schema.script("CREATE TABLE TB_LOCK (ID_PK BIGINT);");

        assertThat(count()).isEqualTo(new MessageCensus.Result(Map.of(), Map.of()));
    }

    @Test
    void a_log_that_does_not_tell_roles_is_not_guessed_at() {
        schema.script("CREATE TABLE TB_USER_MESSAGE_LOG (ID_PK BIGINT, RECEIVED TIMESTAMP NULL);");

        MessageCensus.Result result = count();

        assertThat(result.counts()).isEmpty();
        assertThat(result.unknown()).containsOnlyKeys(Count.values());
    }

    @Test
    void an_account_that_may_only_read_is_enough() {
        schema.script(OF_5 + PMODE);
        try (SqlClient client = SqlClient.connect(schema.server.tools().client(), schema.address(),
                schema.account("SELECT ON " + schema.name + ".*"), Duration.ofSeconds(30))) {
            assertThat(MessageCensus.of(client, CUT, NOW, 10).counts()).containsOnlyKeys(Count.values());
        }
    }

    private MessageCensus.Result count() {
        try (SqlClient client = SqlClient.connect(schema.server.tools().client(), schema.address(),
                schema.server.admin(), Duration.ofSeconds(30))) {
            return MessageCensus.of(client, CUT, NOW, 10);
        }
    }
}
