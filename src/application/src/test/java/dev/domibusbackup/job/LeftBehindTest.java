package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.ForeignConsumers;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.setting.Settings;

/** What is told when we are undeployed. */
@Timeout(60)
class LeftBehindTest {

    private static final String A = "jms.queue.A";

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private QuietWindow window;
    private QueuePauses pauses;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        server.addQueue(A);
        server.addQueue("jms.queue.B").paused(true);
        window = QuietWindows.stopping(server, () -> Settings.read(Optional.empty(), new Properties()));
        pauses = new QueuePauses(server);
    }

    @Test
    void nothing_is_told_where_domibus_is_as_it_was() {
        assertThat(left()).isEmpty();
    }

    @Test
    void an_open_window_is_told_with_the_way_out_of_it() {
        String id = window.open(new QuietWindow.Request(Purpose.BACKUP, "backup", FakeApplicationServer.DOMIBUS,
                List.of(A, "jms.queue.B"), false, ForeignConsumers.WAIT)).id();
        assertThat(left()).singleElement().extracting(Problem::toString).asString()
                .contains("DB-QUIET-013", id, "job backup", "stays stopped, 1 queues stay paused", "Deploy",
                        "window close");
    }

    @Test
    void paused_queues_are_told_by_their_names() {
        pauses.pause("port", true, List.of(A));
        assertThat(left()).singleElement().extracting(Problem::toString).asString()
                .contains("DB-QUIET-014", "job port", A, "paused-queues.json");
    }

    @Test
    void what_cannot_be_read_is_told_and_keeps_nothing_else_from_being_told() throws Exception {
        pauses.pause("port", true, List.of(A));
        Files.writeString(pauses.file(), "no JSON");
        window.open(new QuietWindow.Request(Purpose.BACKUP, "backup", FakeApplicationServer.DOMIBUS, List.of(A), false,
                ForeignConsumers.WAIT));
        assertThat(left()).extracting(Problem::code)
                .containsExactly("DB-QUIET-013", "DB-IMP-015");
    }

    private List<Problem> left() {
        return LeftBehind.problems(() -> window, () -> pauses);
    }
}
