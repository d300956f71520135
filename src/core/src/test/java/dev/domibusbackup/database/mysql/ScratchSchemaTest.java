package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreDatabaseProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static dev.domibusbackup.database.mysql.DumpedSchema.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(90)
class ScratchSchemaTest {

    private static final String LOST = "domibus_backup_scratch_0123abcd";

    private TestSchema schema;
    private DumpedSchema dump;

    @BeforeEach
    void create() throws Exception {
        schema = TestSchema.full();
        dump = DumpedSchema.of(schema);
    }

    @AfterEach
    void drop() {
        schema.server.script("DROP DATABASE IF EXISTS " + LOST + ";");
        schema.close();
    }

    @Test
    void a_dump_is_loaded_and_counted_beside_the_live_schema_without_its_events_and_nothing_stays() throws Exception {
        schema.script("DELETE FROM child;");
        try (ScratchSchema scratch = scratch(schema.server.admin());
                MySqlRestore restore = MySqlRestore.into(scratch, dump.expected())) {
            restore.start(dump.stream());
            assertThat(restore.awaitEnd(BOUND).rows()).isEqualTo(dump.expected().rows());
            assertThat(query("SELECT COUNT(*) FROM information_schema.events WHERE event_schema = '"
                    + scratch.address().schema() + "'")).containsExactly("0");
        }
        assertThat(scratches()).isEmpty();
        assertThat(query("SELECT COUNT(*) FROM `" + schema.name + "`.child")).containsExactly("0");
    }

    @Test
    void a_load_that_fails_leaves_nothing_either() {
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> {
            try (ScratchSchema scratch = scratch(schema.server.admin());
                    MySqlRestore restore = MySqlRestore.into(scratch, dump.expected())) {
                restore.start(dump.withText(dump.text().substring(0, 4000)).stream());
                restore.awaitEnd(BOUND);
            }
        });
        assertThat(failure.problem().code()).isEqualTo(RestoreDatabaseProblem.DUMP_INCOMPLETE.code());
        assertThat(scratches()).isEmpty();
    }

    @Test
    void what_a_killed_process_left_is_swept_but_nothing_that_is_in_use_or_not_ours() {
        schema.server.script("CREATE DATABASE " + LOST + "; CREATE TABLE " + LOST + ".mine (id INT);");
        try (ScratchSchema inUse = scratch(schema.server.admin())) {
            assertThat(sweep()).isEmpty();
            assertThat(scratches()).containsExactlyInAnyOrder(LOST, inUse.address().schema());

            schema.server.script("CREATE TABLE " + LOST + ".domibus_backup_scratch_marker (id INT);");
            assertThat(sweep()).containsExactly(LOST);
            assertThat(scratches()).containsExactly(inUse.address().schema());
        }
    }

    @Test
    void it_is_dropped_even_if_its_session_was_killed() {
        try (ScratchSchema scratch = scratch(schema.server.admin())) {
            schema.server.script("SELECT CONCAT('KILL ', IS_USED_LOCK('" + scratch.address().schema()
                    + "')) INTO @kill; EXECUTE IMMEDIATE @kill;");
        }
        assertThat(scratches()).isEmpty();
    }

    @Test
    void an_account_that_may_not_make_one_is_told_the_grant_that_cures_it() {
        DatabaseAccount account = schema.account("ALL ON `" + schema.name + "`.*", "SET USER ON *.*");
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> scratch(account).close());
        assertThat(refused.problem().code()).isEqualTo(RestoreDatabaseProblem.SCRATCH_NOT_ALLOWED.code());

        schema.server.script(refused.problem().hint());
        scratch(account).close();
        assertThat(scratches()).isEmpty();
    }

    private ScratchSchema scratch(DatabaseAccount account) {
        return ScratchSchema.create(schema.server.tools().client(), schema.address(), account, dump.expected(), BOUND);
    }

    private List<String> sweep() {
        return ScratchSchema.sweep(schema.server.tools().client(), schema.address(), schema.server.admin(), BOUND);
    }

    private List<String> scratches() {
        return query("SELECT schema_name FROM information_schema.schemata"
                + " WHERE schema_name LIKE 'domibus\\_backup\\_scratch\\_%'");
    }

    private List<String> query(String sql) {
        try (SqlClient client = SqlClient.connect(schema.server.tools().client(), schema.address(),
                schema.server.admin(), BOUND)) {
            return client.query(sql).stream().map(row -> row.get(0)).toList();
        }
    }
}
