package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.CensusComparison;
import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.database.SchemaObject;
import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.DatabaseProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(90)
class MySqlDumpTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final MariaDbServer server = MariaDbServer.shared();
    private final ByteArrayOutputStream sql = new ByteArrayOutputStream();
    private TestSchema schema;

    @AfterEach
    void drop() {
        if (schema != null) {
            schema.close();
        }
    }

    @Test
    void the_dump_holds_what_the_census_counted_whatever_rows_and_names_look_like() throws Exception {
        schema = TestSchema.full();
        try (CensusSession session = census(); MySqlDump dump = dump(server.admin())) {
            dump.start(sql);
            dump.awaitSnapshot(BOUND);
            DumpContents contents = dump.awaitEnd(BOUND);
            SchemaCensus census = session.count(BOUND);

            assertThat(CensusComparison.compare(census, contents)).isEmpty();
            assertThat(contents.rows()).isEqualTo(Map.of("nasty", 4L, "we`ird \"tüble'", 3L, "empty_table", 0L,
                    "child", 5000L));
            assertThat(contents.objects()).hasSize(14).contains(new SchemaObject(ObjectKind.TRIGGER, "guard"),
                    new SchemaObject(ObjectKind.FUNCTION, "twin"), new SchemaObject(ObjectKind.PROCEDURE, "twin"),
                    new SchemaObject(ObjectKind.FUNCTION, "backslash"), new SchemaObject(ObjectKind.VIEW, "a_view"),
                    new SchemaObject(ObjectKind.PACKAGE_BODY, "pack"), new SchemaObject(ObjectKind.EVENT, "nightly"));
            assertThat(census.characterSet()).isEqualTo("utf8mb4");
            assertThat(census.collation()).isEqualTo("utf8mb4_unicode_ci");
            assertThat(census.sizeBytes()).isPositive();
            assertThat(contents.bytes()).isEqualTo(sql.size()).isEqualTo(dump.bytesSoFar());
            assertThat(dump.rowsSoFar()).isEqualTo(5007);
            assertThat(DumpScanner.scan(new ByteArrayInputStream(sql.toByteArray()))).isEqualTo(contents);
        }
    }

    @Test
    void a_dump_makes_a_dropped_schema_anew_with_everything_in_it() throws Exception {
        schema = TestSchema.full();
        try (CensusSession session = census(); MySqlDump dump = dump(server.admin())) {
            dump.start(sql);
            dump.awaitEnd(BOUND);
            SchemaCensus before = session.count(BOUND);
            server.script("DROP DATABASE `" + schema.name + "`;\n" + sql.toString(StandardCharsets.UTF_8));
            try (CensusSession again = census()) {
                SchemaCensus after = again.count(BOUND);
                assertThat(after.rows()).isEqualTo(before.rows());
                assertThat(after.objects()).isEqualTo(before.objects());
                assertThat(after.collation()).isEqualTo(before.collation());
            }
        }
    }

    @Test
    void rows_written_after_the_snapshot_are_neither_in_the_dump_nor_in_the_census() throws Exception {
        schema = TestSchema.full();
        HeldOutput held = new HeldOutput(sql);
        try (CensusSession session = census(); MySqlDump dump = dump(server.admin())) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            schema.script("INSERT INTO empty_table VALUES (1); DELETE FROM child WHERE id = 7;");
            held.release();
            DumpContents contents = dump.awaitEnd(BOUND);

            assertThat(contents.rows()).containsEntry("empty_table", 0L).containsEntry("child", 5000L);
            assertThat(CensusComparison.compare(session.count(BOUND), contents)).isEmpty();
        }
    }

    @Test
    void a_row_deleted_between_census_and_dump_is_named_with_its_table_and_both_numbers() throws Exception {
        schema = TestSchema.full();
        try (CensusSession session = census(); MySqlDump dump = dump(server.admin())) {
            schema.script("DELETE FROM child WHERE id = 7;");
            dump.start(sql);
            DumpContents contents = dump.awaitEnd(BOUND);

            assertThat(CensusComparison.compare(session.count(BOUND), contents)).singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(DatabaseProblem.ROWS_DIFFER.code());
                        assertThat(problem.fact()).contains("child", schema.name, "5000", "4999");
                    });
        }
    }

    @Test
    void a_dump_without_the_rights_on_triggers_and_routines_lacks_them_and_the_comparison_finds_each()
            throws Exception {
        schema = TestSchema.full();
        DatabaseAccount blind = schema.account("SELECT, SHOW VIEW, EVENT ON `" + schema.name + "`.*");
        try (CensusSession session = census(); MySqlDump dump = dump(blind)) {
            dump.start(sql);
            DumpContents contents = dump.awaitEnd(BOUND);

            assertThat(CensusComparison.compare(session.count(BOUND), contents)).extracting(Problem::code)
                    .containsOnly(DatabaseProblem.OBJECT_NOT_IN_DUMP.code()).hasSize(6);
        }
    }

    @Test
    void an_account_without_the_event_right_fails_the_dump() throws Exception {
        schema = TestSchema.full();
        DatabaseAccount account = schema.account("SELECT, SHOW VIEW, TRIGGER ON `" + schema.name + "`.*");
        try (MySqlDump dump = dump(account)) {
            dump.start(sql);
            assertProblem(DatabaseProblem.DUMP_RIGHT_MISSING, () -> dump.awaitEnd(BOUND));
        }
    }

    @Test
    void a_wrong_password_fails_the_snapshot_and_is_not_repeated() throws Exception {
        schema = TestSchema.empty();
        try (MySqlDump dump = dump(new DatabaseAccount("admin", Secret.of("wr0ng-w0rd")))) {
            dump.start(sql);
            Problem problem = assertProblem(DatabaseProblem.ACCESS_DENIED, () -> dump.awaitSnapshot(BOUND));
            assertThat(problem.toString()).contains("admin").doesNotContain("wr0ng-w0rd");
        }
    }

    @Test
    void a_client_killed_in_the_middle_is_told_with_its_signal() throws Exception {
        schema = TestSchema.full();
        grow();
        HeldOutput held = new HeldOutput(sql);
        try (MySqlDump dump = dump(server.admin())) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            held.awaitFirstWrite();
            ProcessHandle client = ProcessHandle.of(dump.pid()).orElseThrow();
            client.destroyForcibly();
            client.onExit().join();
            held.release();
            Problem problem = assertProblem(DatabaseProblem.DUMP_KILLED, () -> dump.awaitEnd(BOUND));
            assertThat(problem.fact()).contains("signal 9");
        }
    }

    @Test
    void a_dump_that_is_stopped_says_so_and_leaves_no_client() throws Exception {
        schema = TestSchema.full();
        grow();
        HeldOutput held = new HeldOutput(sql);
        try (MySqlDump dump = dump(server.admin())) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            ProcessHandle client = ProcessHandle.of(dump.pid()).orElseThrow();
            dump.kill();
            client.onExit().join();
            held.release();
            assertProblem(DatabaseProblem.DUMP_STOPPED, () -> dump.awaitEnd(BOUND));
        }
    }

    @Test
    void a_table_truncated_during_the_dump_fails_the_dump_and_is_named() throws Exception {
        schema = TestSchema.full();
        grow();
        schema.script("CREATE TABLE z_last (id INT); INSERT INTO z_last VALUES (1);");
        HeldOutput held = new HeldOutput(sql);
        try (CensusSession session = census(); MySqlDump dump = dump(server.admin())) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            schema.script("TRUNCATE TABLE z_last;");
            held.release();
            Problem problem = assertProblem(DatabaseProblem.TABLE_CHANGED, () -> dump.awaitEnd(BOUND));
            assertThat(problem.fact()).contains("z_last", schema.name);
            assertThatThrownBy(() -> session.count(BOUND)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("DB-SQL-023").hasMessageContaining("z_last");
        }
    }

    @Test
    void a_full_disk_surfaces_as_the_cause_and_kills_the_client() throws Exception {
        schema = TestSchema.full();
        grow();
        IOException full = new IOException("No space left on device");
        try (MySqlDump dump = dump(server.admin())) {
            dump.start(new OutputStream() {
                private long room = 100_000;

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    room -= length;
                    if (room < 0) {
                        throw full;
                    }
                }
            });
            ProcessHandle client = ProcessHandle.of(dump.pid()).orElseThrow();
            ProblemException failure = catchThrowableOfType(ProblemException.class, () -> dump.awaitEnd(BOUND));
            assertThat(failure.problem().code()).isEqualTo(DatabaseProblem.OUTPUT_FAILED.code());
            assertThat(failure).hasCause(full);
            client.onExit().join();
        }
    }

    @Test
    void a_dump_that_takes_too_long_is_killed_at_its_bound() throws Exception {
        schema = TestSchema.full();
        grow();
        HeldOutput held = new HeldOutput(sql);
        try (MySqlDump dump = dump(server.admin())) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            ProcessHandle client = ProcessHandle.of(dump.pid()).orElseThrow();
            assertProblem(DatabaseProblem.DUMP_TOO_SLOW, () -> dump.awaitEnd(Duration.ofMillis(50)));
            client.onExit().join();
            held.release();
        }
    }

    @Test
    void the_password_is_in_no_process_and_its_file_is_gone_once_the_snapshot_exists() throws Exception {
        schema = TestSchema.full();
        grow();
        DatabaseAccount account = schema.account("ALL ON `" + schema.name + "`.*");
        HeldOutput held = new HeldOutput(sql);
        try (MySqlDump dump = dump(account)) {
            dump.start(held);
            dump.awaitSnapshot(BOUND);
            Path process = Path.of("/proc", Long.toString(dump.pid()));
            String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            String variables = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            String file = commandLine.replaceFirst("(?s).*--defaults-extra-file=([^\\x00]+).*", "$1");

            assertThat(commandLine).contains("--single-transaction").doesNotContain(account.password().reveal());
            assertThat(variables).contains("HOME=").doesNotContain(account.password().reveal());
            assertThat(Path.of(file)).isAbsolute().doesNotExist();
            assertThat(Path.of(file).getParent()).doesNotExist();
            held.release();
            dump.awaitEnd(BOUND);
        }
    }

    /** More than the pipes hold, so that the client must wait for whoever reads. */
    private void grow() {
        schema.script("CREATE TABLE large (id INT PRIMARY KEY, b LONGBLOB);"
                + "INSERT INTO large SELECT seq, REPEAT('x', 100000) FROM seq_1_to_40;");
    }

    private CensusSession census() {
        return CensusSession.open(server.tools().client(), schema.address(), server.admin());
    }

    private MySqlDump dump(DatabaseAccount account) {
        return new MySqlDump(server.tools().dump(), schema.address(), account, ServerVersion.parse("11.4.5-MariaDB"));
    }

    private static Problem assertProblem(ProblemType type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.problem().code()).as(failure.getMessage()).isEqualTo(type.code());
        return failure.problem();
    }
}
