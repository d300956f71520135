package dev.domibusbackup.quiet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DeploymentState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes wrong while a window opens or closes is reported, and Domibus comes back all the same. */
class QuietWindowFailureTest extends QuietWindowScene {

    @Test
    void a_domibus_that_does_not_stop_in_time_comes_back_as_soon_as_its_stop_ends() throws Exception {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        server.stopEndsWith(stop);
        a.heldByDomibus(2);
        bounds = new StopDomibus.Bounds(Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofSeconds(20));
        window = window();
        assertThatThrownBy(() -> window.open(request("job"))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-QUIET-002");
            assertThat(e.problem().fact()).contains("2 messages of " + A).contains("domibus.war");
        });
        assertThat(onDisk().state()).isEqualTo(State.OPENING);
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-012");
        assertThat(onDisk().state()).isEqualTo(State.CLOSING);
        stop.complete(null);
        assertEverythingIsBack();
    }

    @Test
    void a_closing_that_takes_too_long_is_reported_goes_on_and_no_window_opens_meanwhile() {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        server.stopEndsWith(stop);
        bounds = new StopDomibus.Bounds(Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMillis(1));
        window = window();
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-QUIET-002");
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-012");
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-QUIET-012");
        stop.complete(null);
        assertEverythingIsBack();
        assertThat(server.acts()).containsOnlyOnce("start");
    }

    @Test
    void a_stop_that_fails_is_reported_with_the_servers_reason() {
        server.stopEndsWith(CompletableFuture.failedFuture(
                ServerProblem.STOP_FAILED.exception("name", "domibus.war", "reason", "x")));
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-SRV-007");
        window.close();
        assertThat(window.current()).isEmpty();
    }

    @Test
    void a_start_that_fails_leaves_the_record_and_a_second_close_succeeds() {
        window.open(request("job"));
        server.failStarts(1);
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-004");
        assertThat(onDisk().state()).isEqualTo(State.CLOSING);
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.FAILED);
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_start_that_fails_for_no_known_reason_is_a_problem_all_the_same() {
        window.open(request("job"));
        server.startEndsWith(CompletableFuture.failedFuture(new IllegalStateException("odd")));
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-004").hasMessageContaining("odd");
        assertThat(window.current()).isPresent();
    }

    @Test
    void a_domibus_that_does_not_answer_leaves_the_record() {
        health = (domibus, since, bound) -> {
            throw QuietProblem.NOT_ANSWERING.exception("deployment", "d", "url", "u", "bound", bound);
        };
        window = window();
        window.open(request("job"));
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-005");
        assertThat(window.current()).isPresent();
    }

    @Test
    void a_queue_that_cannot_be_resumed_does_not_keep_domibus_away_and_is_reported() {
        window.open(request("job"));
        server.refuse("resume " + A);
        assertThatThrownBy(window::close).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-QUIET-010");
            assertThat(e.problem().fact()).contains(A);
        });
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(b.isPaused()).isFalse();
        assertThat(window.current()).isPresent();
        server.allow("resume " + A);
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void when_neither_queues_nor_domibus_come_back_all_of_it_is_reported() {
        window.open(request("job"));
        server.refuse("resume " + A);
        server.refuse("resume " + B);
        server.failStarts(1);
        assertThatThrownBy(window::close).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problems()).extracting(Problem::code)
                        .containsExactly("DB-QUIET-004", "DB-QUIET-010", "DB-QUIET-010"));
    }

    @Test
    void an_opening_that_fails_half_way_is_undone_wholly() {
        server.refuse("pause " + B);
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-SRV-011");
        assertThat(onDisk().state()).isEqualTo(State.OPENING);
        assertThat(a.isPaused()).isTrue();
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_record_that_cannot_be_read_is_reported_and_not_overwritten() throws Exception {
        window.open(request("job"));
        Path record = server.paths().ownData().resolve("quiet-window.json");
        Files.writeString(record, "{\"id\":");
        assertThatThrownBy(window::current).hasMessageContaining("DB-QUIET-008");
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-QUIET-008");
        assertThat(record).hasContent("{\"id\":");
    }
}
