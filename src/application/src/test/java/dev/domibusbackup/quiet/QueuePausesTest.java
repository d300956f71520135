package dev.domibusbackup.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.FakeApplicationServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queues that a job pauses, and their record. */
class QueuePausesTest {

    private static final String A = "jms.queue.a";
    private static final String B = "jms.queue.b";

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private QueuePauses pauses;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        server.addQueue(A);
        server.addQueue(B).paused(true);
        pauses = new QueuePauses(server);
    }

    @Test
    void the_record_is_written_before_the_first_queue_is_paused() {
        List<String> recorded = new ArrayList<>();
        server.listen(act -> recorded.addAll(new QueuePauses(server).current().orElseThrow().ours()));

        pauses.pause("job", false, List.of(A));
        assertThat(recorded).containsExactly(A);
        assertThat(server.queue(A).paused()).isTrue();
    }

    @Test
    void what_was_paused_before_stays_paused() {
        pauses.pause("job", false, List.of(A, B));
        pauses.resume("job");

        assertThat(server.queue(A).paused()).isFalse();
        assertThat(server.queue(B).paused()).isTrue();
        assertThat(pauses.current()).isEmpty();
    }

    @Test
    void a_restart_takes_over_what_it_paused_before() {
        pauses.pause("job", true, List.of(A, B));
        QueuePauses restarted = new QueuePauses(server);
        restarted.pause("job", true, List.of(A, B));

        assertThat(restarted.current().orElseThrow().ours()).containsExactly(A);
        restarted.resume("job");
        assertThat(server.queue(A).paused()).isFalse();
        assertThat(server.queue(B).paused()).isTrue();
    }

    @Test
    void a_queue_that_its_owner_resumed_meanwhile_becomes_ours() {
        pauses.pause("job", true, List.of(B));
        server.resume(B);
        pauses.pause("job", true, List.of(B));
        pauses.resume("job");

        assertThat(server.queue(B).paused()).isFalse();
    }

    @Test
    void another_job_is_refused_and_cannot_resume() {
        pauses.pause("job", true, List.of(A));

        assertThatThrownBy(() -> pauses.pause("other", false, List.of(A)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo("DB-IMP-012");
                    assertThat(e.problem().fact()).contains("job", A);
                });
        pauses.resume("other");
        assertThat(server.queue(A).paused()).isTrue();
    }

    @Test
    void a_queue_that_cannot_be_resumed_keeps_the_record_and_the_others_are_resumed() {
        server.addQueue("jms.queue.c");
        pauses.pause("job", false, List.of(A, "jms.queue.c"));
        server.refuse("resume " + A);

        assertThatThrownBy(() -> pauses.resume("job")).isInstanceOf(ProblemException.class);
        assertThat(server.queue("jms.queue.c").paused()).isFalse();
        assertThat(pauses.current()).isPresent();
        server.allow("resume " + A);
        pauses.resume("job");
        assertThat(server.queue(A).paused()).isFalse();
        assertThat(pauses.current()).isEmpty();
    }

    @Test
    void a_queue_that_was_deleted_is_nothing_to_resume_and_is_told() {
        server.addQueue("jms.queue.c");
        pauses.pause("job", false, List.of(A, "jms.queue.c"));
        server.removeQueue(A);

        assertThat(pauses.resume("job")).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("DB-IMP-021");
            assertThat(warning.fact()).contains(A);
        });
        assertThat(server.queue("jms.queue.c").paused()).isFalse();
        assertThat(pauses.current()).isEmpty();
    }

    @Test
    void a_restart_is_not_hindered_by_a_queue_that_was_deleted_unless_it_needs_it() {
        pauses.pause("job", true, List.of(A, B));
        server.removeQueue(A);

        assertThat(pauses.pause("job", true, List.of(B))).extracting(Problem::code).containsExactly("DB-IMP-021");
        assertThat(pauses.current().orElseThrow().queues()).extracting(queue -> queue.name()).containsExactly(B);
        assertThatThrownBy(() -> pauses.pause("job", true, List.of(A))).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_window_is_not_closed_by_hand_while_a_job_holds_queues_for_its_restart() {
        pauses.refuseWhileHeld();
        pauses.pause("job", false, List.of(A));
        pauses.refuseWhileHeld();
        pauses.pause("job", true, List.of(A));

        assertThatThrownBy(pauses::refuseWhileHeld).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-012"));
    }

    @Test
    void an_unreadable_record_breaks_no_list_of_jobs_and_is_told() throws IOException {
        pauses.pause("job", true, List.of(A));
        assertThat(pauses.pausedFor("job")).containsExactly(A);
        Files.writeString(server.paths().ownData().resolve("paused-queues.json"), "{");

        assertThat(pauses.pausedFor("job")).isEmpty();
        assertThatThrownBy(pauses::current).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-015"));
    }
}
