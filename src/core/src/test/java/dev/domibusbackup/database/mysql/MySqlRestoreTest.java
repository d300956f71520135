package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import dev.domibusbackup.problem.RestoreDatabaseProblem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static dev.domibusbackup.database.mysql.DumpedSchema.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(90)
class MySqlRestoreTest {

    private final MariaDbServer server = MariaDbServer.shared();
    private final CountDownLatch held = new CountDownLatch(1);
    private TestSchema schema;
    private DatabaseAddress copy;

    @AfterEach
    void drop() {
        held.countDown();
        if (copy != null) {
            server.script("DROP DATABASE IF EXISTS `" + copy.schema() + "`;");
        }
        schema.close();
    }

    @Test
    void a_restored_schema_makes_the_same_dump_again_and_what_was_added_meanwhile_is_gone() throws Exception {
        schema = TestSchema.full();
        schema.script("""
                INSERT INTO nasty (id, s, b) VALUES (9, 'é 漢 😀 \\r\\n\\t\\0', x'00010a0d1a5c27ff');
                CREATE TABLE old_letters (s VARCHAR(20)) CHARACTER SET latin1 COLLATE latin1_german1_ci;
                INSERT INTO old_letters VALUES ('Grüße');
                SELECT NEXTVAL(numbers);
                """);
        DumpedSchema before = DumpedSchema.of(schema);
        schema.script("CREATE TABLE of_the_newer_version (id INT); DELETE FROM child; DROP VIEW a_view;"
                + "ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_bin;"
                + "CREATE FUNCTION newer() RETURNS INT RETURN 1;");

        SchemaCensus restored = before.load(server, schema.address());

        assertThat(restored.rows()).isEqualTo(before.expected().rows()).containsEntry("child", 5000L)
                .doesNotContainKey("of_the_newer_version");
        assertThat(restored.collation()).isEqualTo("utf8mb4_unicode_ci");
        assertThat(withoutTimes(DumpedSchema.of(schema))).isEqualTo(withoutTimes(before));
    }

    @Test
    void a_schema_that_is_gone_is_made() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        server.script("DROP DATABASE `" + schema.name + "`;");

        assertThat(dump.load(server, schema.address()).totalRows()).isEqualTo(5007);
    }

    @Test
    void a_clone_refers_to_itself_wherever_the_original_named_itself() throws Exception {
        schema = TestSchema.full();
        String own = "`" + schema.name + "`.";
        schema.script("CREATE TABLE counted (id BIGINT DEFAULT NEXT VALUE FOR numbers, s VARCHAR(99));"
                + "INSERT INTO counted VALUES (1, '" + own + "nasty stays');"
                + "CREATE VIEW calling AS SELECT " + own + "twin() AS t, id FROM " + own + "counted;"
                + "CREATE VIEW abroad AS SELECT c.id FROM counted c, mysql.proc p WHERE 1 = 0;"
                + "CREATE TRIGGER " + own + "qualified AFTER DELETE ON " + own + "counted FOR EACH ROW"
                + " INSERT INTO " + schema.name + " . empty_table VALUES (1);"
                + "CREATE PROCEDURE clean() DELETE FROM " + own + "empty_table;");
        DumpedSchema dump = DumpedSchema.of(schema);
        copy = server.address(schema.name + "_copy");

        SchemaCensus cloned = dump.load(server, copy);

        assertThat(cloned.rows()).isEqualTo(dump.expected().rows());
        String again = again(copy);
        assertThat(again).contains(own + "nasty stays");
        assertThat(again.replace(own + "nasty stays", "")).doesNotContain("`" + schema.name + "`",
                schema.name + " ", schema.name + ".");
        server.script("USE `" + copy.schema() + "`; DELETE FROM counted;");
        assertThat(count(copy, "empty_table")).isEqualTo(1);
        assertThat(count(copy, "calling")).isZero();
        assertThat(count(schema.address(), "empty_table")).isZero();
        assertThat(count(schema.address(), "calling")).isEqualTo(1);
    }

    @Test
    void a_dump_that_chooses_another_schema_does_not_get_there() throws Exception {
        schema = TestSchema.empty();
        schema.script("CREATE TABLE a (id INT); INSERT INTO a VALUES (1);");
        DumpedSchema dump = DumpedSchema.of(schema);
        copy = server.address(schema.name + "_victim");
        server.script("CREATE DATABASE `" + copy.schema() + "`; CREATE TABLE `" + copy.schema() + "`.a (id INT);");
        DumpedSchema forged = dump.withText("/*!40000 DROP DATABASE IF EXISTS `" + copy.schema() + "`*/;\nuse "
                + copy.schema() + ";\n" + dump.text());

        forged.load(server, schema.address());

        assertThat(count(copy, "a")).isZero();
    }

    @Test
    void a_dump_that_ends_early_is_told_wherever_it_ends() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        int insert = dump.text().indexOf("INSERT INTO `nasty`") + 60;
        int footer = dump.text().lastIndexOf("-- Dump completed");
        for (int end : List.of(insert, footer)) {
            assertProblem(RestoreDatabaseProblem.DUMP_INCOMPLETE,
                    () -> dump.withText(dump.text().substring(0, end)).load(server, schema.address()));
        }
        assertThat(dump.load(server, schema.address()).totalRows()).isEqualTo(5007);
    }

    @Test
    void a_dump_that_cannot_be_read_to_its_end_is_told_with_the_reason() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(dump.sql(), 0, 3000), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("Unexpected end of ZLIB input stream");
            }
        });
        Problem problem = assertProblem(RestoreDatabaseProblem.DUMP_UNREADABLE, () -> run(dump, broken));
        assertThat(problem.fact()).contains(schema.name, "Unexpected end of ZLIB");
    }

    @Test
    void other_numbers_in_the_manifest_are_told_with_table_and_kind() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        ExpectedSchema said = dump.expected();
        TreeMap<String, Long> rows = new TreeMap<>(said.rows());
        rows.put("child", 5001L);
        rows.put("lost", 3L);
        Map<ObjectKind, Long> objects = new TreeMap<>(said.objects());
        objects.put(ObjectKind.VIEW, 3L);
        DumpedSchema flipped = new DumpedSchema(dump.sql(), new ExpectedSchema(said.schema(), said.server(),
                said.characterSet(), said.collation(), rows, objects));

        ProblemException failure =
                catchThrowableOfType(ProblemException.class, () -> flipped.load(server, schema.address()));

        assertThat(failure.problems()).extracting(Problem::fact).satisfiesExactly(
                fact -> assertThat(fact).contains("child", schema.name, "5001", "5000"),
                fact -> assertThat(fact).contains("lost", "3", "no such table"),
                fact -> assertThat(fact).contains("view", "3", "2"));
    }

    @Test
    void an_error_names_its_line_in_the_dump_and_no_value() throws Exception {
        schema = TestSchema.empty();
        schema.script("CREATE TABLE a (s VARCHAR(90) PRIMARY KEY); INSERT INTO a VALUES ('it''s se\"cret');");
        DumpedSchema dump = DumpedSchema.of(schema);
        String doubled = dump.text().replace("UNLOCK TABLES;",
                "UNLOCK TABLES;\nINSERT INTO `a` VALUES ('it\\'s se\"cret');");
        int line = (int) doubled.substring(0, doubled.indexOf("UNLOCK TABLES")).lines().count() + 2;

        Problem problem = assertProblem(RestoreDatabaseProblem.LOAD_FAILED,
                () -> dump.withText(doubled).load(server, schema.address()));

        assertThat(problem.toString()).contains("1062", "Duplicate entry", "at line " + line + " ")
                .doesNotContain("cret", "it's");
    }

    @Test
    void a_session_killed_in_the_middle_is_a_lost_connection_and_another_run_brings_all() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        try (MySqlRestore restore = dump.restore(server, schema.address())) {
            restore.start(halfThenHeld(dump));
            awaitTable("child");
            server.script("SELECT GROUP_CONCAT(CONCAT('KILL ', id) SEPARATOR ';') INTO @kill"
                    + " FROM information_schema.processlist WHERE db = '" + schema.name + "';"
                    + "EXECUTE IMMEDIATE @kill;");
            held.countDown();
            assertProblem(RestoreDatabaseProblem.CONNECTION_LOST, () -> restore.awaitEnd(BOUND));
        }
        assertThat(dump.load(server, schema.address()).totalRows()).isEqualTo(5007);
    }

    @Test
    void a_load_that_is_stopped_says_so_and_another_run_brings_all() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        try (MySqlRestore restore = dump.restore(server, schema.address())) {
            restore.start(halfThenHeld(dump));
            awaitTable("child");
            assertThat(restore.bytesSoFar()).isPositive();
            restore.kill();
            held.countDown();
            assertProblem(RestoreDatabaseProblem.LOAD_STOPPED, () -> restore.awaitEnd(BOUND));
        }
        assertThat(dump.load(server, schema.address()).totalRows()).isEqualTo(5007);
    }

    @Test
    void a_load_that_takes_too_long_is_stopped_at_its_bound() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        try (MySqlRestore restore = dump.restore(server, schema.address())) {
            restore.start(halfThenHeld(dump));
            awaitTable("child");
            assertProblem(RestoreDatabaseProblem.LOAD_TOO_SLOW, () -> restore.awaitEnd(Duration.ofMillis(50)));
        }
    }

    @Test
    void a_schema_that_someone_uses_is_not_dropped() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        DatabaseAccount other = schema.account("ALL ON `" + schema.name + "`.*");
        try (SqlClient session = SqlClient.connect(server.tools().client(), schema.address(), other, BOUND)) {
            session.query("USE `" + schema.name + "`");
            try (MySqlRestore restore = dump.restore(server, schema.address()).sessionsLeaveWithin(Duration.ZERO)) {
                restore.start(dump.stream());
                Problem problem = assertProblem(RestoreDatabaseProblem.SCHEMA_IN_USE, () -> restore.awaitEnd(BOUND));
                assertThat(problem.fact()).contains(schema.name, other.user() + "@127.0.0.1 (1)");
            }
            assertThat(session.value("SELECT COUNT(*) FROM child")).isEqualTo("5000");
        }
    }

    @Test
    void idle_sessions_of_pools_are_released_again_and_again_while_they_are_waited_for() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        DatabaseAccount other = schema.account("ALL ON `" + schema.name + "`.*");
        AtomicInteger released = new AtomicInteger();
        try (SqlClient session = SqlClient.connect(server.tools().client(), schema.address(), other, BOUND)) {
            session.query("USE `" + schema.name + "`");
            try (MySqlRestore restore = dump.restore(server, schema.address()).releasing(() -> {
                if (released.incrementAndGet() == 3) {
                    session.close();
                }
            })) {
                restore.start(dump.stream());
                assertThat(restore.awaitEnd(BOUND).totalRows()).isEqualTo(5007);
            }
        }
        assertThat(released).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void grants_on_the_schema_are_enough_and_survive_its_drop() throws Exception {
        schema = TestSchema.empty();
        schema.script("CREATE TABLE a (id INT); INSERT INTO a VALUES (1);");
        DumpedSchema dump = DumpedSchema.of(schema);
        DatabaseAccount domibus = schema.account("ALL ON `" + schema.name + "`.*");
        for (int run = 0; run < 2; run++) {
            try (MySqlRestore restore = MySqlRestore.replacing(server.tools().client(), schema.address(), domibus,
                    dump.expected(), Map.of())) {
                restore.start(dump.stream());
                assertThat(restore.awaitEnd(BOUND).totalRows()).isEqualTo(1);
            }
        }
    }

    @Test
    void what_belongs_to_another_is_refused_without_the_right_and_says_which_line() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        DatabaseAccount account = schema.account("ALL ON `" + schema.name + "`.*");
        try (MySqlRestore restore = MySqlRestore.replacing(server.tools().client(), schema.address(), account,
                dump.expected(), Map.of())) {
            restore.start(dump.stream());
            Problem problem = assertProblem(RestoreDatabaseProblem.LOAD_REFUSED, () -> restore.awaitEnd(BOUND));
            assertThat(problem.fact()).contains("SET USER");
        }
    }

    @Test
    void a_wrong_password_drops_nothing() throws Exception {
        schema = TestSchema.full();
        DumpedSchema dump = DumpedSchema.of(schema);
        DatabaseAccount wrong = new DatabaseAccount("admin", Secret.of("wr0ng-w0rd"));
        try (MySqlRestore restore = MySqlRestore.replacing(server.tools().client(), schema.address(), wrong,
                dump.expected(), Map.of())) {
            restore.start(dump.stream());
            Problem problem = assertProblem(DatabaseProblem.ACCESS_DENIED, () -> restore.awaitEnd(BOUND));
            assertThat(problem.toString()).doesNotContain("wr0ng-w0rd");
        }
        assertThat(count(schema.address(), "child")).isEqualTo(5000);
    }

    private void run(DumpedSchema dump, InputStream stream) throws InterruptedException {
        try (MySqlRestore restore = dump.restore(server, schema.address())) {
            restore.start(stream);
            restore.awaitEnd(BOUND);
        }
    }

    /** The dump up to the middle, and the rest when the test says so. */
    private InputStream halfThenHeld(DumpedSchema dump) {
        byte[] sql = dump.sql();
        int half = dump.text().substring(0, dump.text().indexOf("UNLOCK TABLES",
                dump.text().indexOf("INSERT INTO `child`"))).getBytes(StandardCharsets.UTF_8).length;
        return new SequenceInputStream(new ByteArrayInputStream(sql, 0, half), new InputStream() {
            private final InputStream rest = new ByteArrayInputStream(sql, half, sql.length - half);

            @Override
            public int read() throws IOException {
                await();
                return rest.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                await();
                return rest.read(buffer, offset, length);
            }

            private void await() throws IOException {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
    }

    private void awaitTable(String table) {
        try (SqlClient client = SqlClient.connect(server.tools().client(), schema.address(), server.admin(), BOUND)) {
            // the client of the load holds its rows back until the table is whole
            while (client.query("SELECT 1 FROM information_schema.processlist p JOIN information_schema.tables t"
                    + " ON t.table_schema = p.db WHERE p.db = '" + schema.name + "' AND t.table_name = '" + table
                    + "'").isEmpty()) {
                client.query("DO SLEEP(0.05)");
            }
        }
    }

    private long count(DatabaseAddress address, String table) {
        try (SqlClient client = SqlClient.connect(server.tools().client(), address, server.admin(), BOUND)) {
            return Long.parseLong(client.value("SELECT COUNT(*) FROM `" + address.schema() + "`." + table));
        }
    }

    private String again(DatabaseAddress address) throws Exception {
        ByteArrayOutputStream sql = new ByteArrayOutputStream();
        try (MySqlDump dump = new MySqlDump(server.tools().dump(), address, server.admin(),
                ServerVersion.parse("11.4.5-MariaDB"))) {
            dump.start(sql);
            dump.awaitEnd(BOUND);
        }
        return sql.toString(StandardCharsets.UTF_8);
    }

    /** The footer has the time, an event the moment when it was made. */
    private static String withoutTimes(DumpedSchema dump) {
        return dump.text().replaceAll("-- Dump completed on .*", "").replaceAll("STARTS '[^']*'", "");
    }

    private static Problem assertProblem(ProblemType type, ThrowingCallable call) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.problem().code()).as(failure.getMessage()).isEqualTo(type.code());
        return failure.problem();
    }
}
