package dev.domibusbackup.quiet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.server.QueueCut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class QuietWindowTest {

    private static final String A = "jms.queue.A";
    private static final String B = "jms.queue.B";

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private FakeQueue a;
    private FakeQueue b;
    private StopDomibus.Bounds bounds =
            new StopDomibus.Bounds(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private HealthProbe health = (domibus, bound) -> { };
    private QuietWindow window;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A).send(3).schedule(2);
        b = server.addQueue(B);
        window = window();
    }

    @Test
    void the_record_is_on_disk_before_the_first_act_and_acts_follow_in_order() {
        a.heldByDomibus(2);
        server.listen(act -> assertThat(onDisk().state()).as(act).isEqualTo(State.OPENING));
        QuietWindowRecord open = window.open(request("job"));
        assertThat(server.acts()).containsExactly("stop", "pause " + A, "pause " + B, "cut " + A, "cut " + B);
        assertThat(open.cuts()).extracting(QueueCut::ready).containsExactly(3L, 0L);
        assertThat(open.cuts()).extracting(QueueCut::scheduled).containsExactly(2L, 0L);
        assertThat(open.openedAt()).isBeforeOrEqualTo(open.cutAt());
        assertThat(onDisk()).isEqualTo(open);
        server.forgetActs();
        server.listen(act -> assertThat(onDisk().state()).as(act).isEqualTo(State.CLOSING));
        QuietWindow.Closed closed = window.close();
        assertThat(server.acts()).containsExactly("resume " + A, "resume " + B, "start");
        assertThat(closed.unavailable()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertEverythingIsBack();
    }

    @Test
    void a_queue_that_was_paused_before_stays_paused_and_is_never_touched() {
        b.paused(true);
        window.open(request("job"));
        window.close();
        assertThat(b.isPaused()).isTrue();
        assertThat(server.acts()).doesNotContain("pause " + B, "resume " + B);
    }

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
        health = (domibus, bound) -> {
            throw QuietProblem.NOT_ANSWERING.exception("deployment", "d", "url", "u", "bound", bound);
        };
        window = window();
        window.open(request("job"));
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-005");
        assertThat(window.current()).isPresent();
    }

    @Test
    void a_domibus_that_did_not_run_before_is_not_started() {
        server.deploymentIs(DeploymentState.STOPPED);
        window.open(request("job"));
        window.close();
        assertThat(server.acts()).doesNotContain("stop", "start").contains("resume " + A);
        assertThat(window.current()).isEmpty();
    }

    @Test
    void a_foreign_consumer_is_waited_for() {
        a.heldByOthers(2);
        a.onLook(3, a::othersEnd);
        QuietWindowRecord open = window.open(request("job"));
        assertThat(server.acts()).doesNotContain("disconnect " + A);
        assertThat(open.cuts().get(0).ready()).isEqualTo(3);
    }

    @Test
    void a_foreign_consumer_that_keeps_its_messages_is_named_and_everything_is_undone() {
        a.heldByOthers(2);
        bounds = new StopDomibus.Bounds(Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofSeconds(20));
        window = window();
        assertThatThrownBy(() -> window.open(request("job"))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-QUIET-003");
            assertThat(e.problem().fact()).contains(A, "2 messages", "archiver", "10.0.0.7");
        });
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_foreign_consumer_is_disconnected_on_request_and_its_messages_come_back() {
        a.heldByOthers(2);
        QuietWindowRecord open = window.open(new QuietWindow.Request(Purpose.BACKUP, "job",
                FakeApplicationServer.DOMIBUS, List.of(A, B), false, ForeignConsumers.DISCONNECT));
        assertThat(server.acts()).containsSubsequence("pause " + A, "pause " + B, "disconnect " + A, "cut " + A)
                .doesNotContain("disconnect " + B);
        assertThat(open.cuts().get(0).ready()).isEqualTo(3);
    }

    @Test
    void a_restart_in_the_same_quiet_window_keeps_it_and_its_id() {
        QuietWindowRecord first = window.open(request("job"));
        server.forgetActs();
        assertThat(window.open(request("job"))).isEqualTo(first);
        assertThat(server.acts()).isEmpty();
    }

    @Test
    void a_window_that_did_not_stay_quiet_goes_on_under_a_new_id() {
        QuietWindowRecord first = window.open(request("job"));
        b.paused(false);
        QuietWindowRecord second = window.open(request("job"));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.wasRunning()).isTrue();
        assertThat(b.isPaused()).isTrue();
        server.deploymentIs(DeploymentState.RUNNING);
        assertThat(window.open(request("job")).id()).isNotIn(first.id(), second.id());
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_window_of_another_process_goes_on_under_a_new_id_and_still_brings_domibus_back() {
        QuietWindowRecord first = window.open(request("job"));
        file().write(ownedBy(first, new Owner(first.owner().host(), first.owner().pid(), Instant.EPOCH)));
        assertThat(onDisk().owner().isAlive()).isFalse();
        QuietWindowRecord second = window().open(request("job"));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.owner().isSelf()).isTrue();
        assertThat(second.openedAt()).isEqualTo(first.openedAt());
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_held_window_whose_process_died_goes_on_under_its_id_when_its_queues_are_what_they_were() {
        QuietWindowRecord first = window.open(held());
        file().write(ownedBy(first, new Owner(first.owner().host(), first.owner().pid(), Instant.EPOCH)));
        QuietWindowRecord second = window().open(held());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.cutAt()).isEqualTo(first.cutAt());
        assertThat(second.owner().isSelf()).isTrue();
        assertThat(onDisk()).isEqualTo(second);
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_held_window_whose_process_died_goes_on_under_a_new_id_when_a_message_came_or_went_since() {
        QuietWindowRecord first = window.open(held());
        file().write(ownedBy(first, new Owner(first.owner().host(), first.owner().pid(), Instant.EPOCH)));
        a.send(1);
        QuietWindowRecord second = window().open(held());
        assertThat(second.id()).isNotEqualTo(first.id());
        file().write(ownedBy(second, new Owner(first.owner().host(), first.owner().pid(), Instant.EPOCH)));
        a.expireFirst();
        assertThat(window().open(held()).id()).isNotIn(first.id(), second.id());
    }

    private static QuietWindow.Request held() {
        return new QuietWindow.Request(Purpose.BACKUP, "job", FakeApplicationServer.DOMIBUS, List.of(A, B), true,
                ForeignConsumers.WAIT);
    }

    @Test
    void an_adopted_window_covers_what_was_found_since_and_starts_what_was_started_since() {
        server.deploymentIs(DeploymentState.STOPPED);
        b.paused(true);
        window.open(request("job"));
        server.addQueue("jms.queue.new");
        server.deploymentIs(DeploymentState.RUNNING);
        b.paused(false);
        QuietWindowRecord second = window.open(new QuietWindow.Request(Purpose.BACKUP, "job",
                FakeApplicationServer.DOMIBUS, List.of(A, B, "jms.queue.new"), false, ForeignConsumers.WAIT));
        assertThat(second.cuts()).extracting(QueueCut::queue).containsExactly(A, B, "jms.queue.new");
        assertThat(server.queue("jms.queue.new").paused()).isTrue();
        assertThat(b.isPaused()).isTrue();
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_deployment_that_only_the_scanner_still_knows_is_down_and_is_brought_back() {
        QuietWindowRecord first = window.open(request("job"));
        server.deploymentIs(DeploymentState.ABSENT);
        file().write(ownedBy(first, new Owner(first.owner().host(), first.owner().pid(), Instant.EPOCH)));
        server.forgetActs();
        window.open(request("job"));
        assertThat(server.acts()).doesNotContain("stop");
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_second_job_is_refused_while_a_window_is_open() {
        QuietWindowRecord first = window.open(request("job"));
        assertThatThrownBy(() -> window.open(request("other"))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-QUIET-001");
            assertThat(e.problem().fact()).contains("job");
        });
        assertThat(onDisk()).isEqualTo(first);
    }

    @Test
    void a_held_window_is_let_go_when_the_operator_has_started_domibus() {
        window.open(request("job"));
        assertThat(window.releaseIfDomibusRuns(Optional.empty())).isEmpty();
        window.keepClosedDown();
        assertThat(onDisk().state()).isEqualTo(State.HELD);
        assertThat(window.releaseIfDomibusRuns(Optional.empty())).isEmpty();
        server.deploymentIs(DeploymentState.RUNNING);
        assertThat(window.releaseIfDomibusRuns(Optional.empty())).isPresent();
        assertThat(server.acts()).doesNotContain("start");
        assertEverythingIsBack();
    }

    @Test
    void a_window_keeps_the_wish_to_hold_and_a_held_one_is_closed_by_hand() {
        window.open(new QuietWindow.Request(Purpose.BACKUP, "job", FakeApplicationServer.DOMIBUS, List.of(A, B), true,
                ForeignConsumers.WAIT));
        assertThat(onDisk().hold()).isTrue();
        window.keepClosedDown();
        window.close();
        assertEverythingIsBack();
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
    void a_queue_that_moves_at_the_cut_is_not_quiet() {
        server.listen(act -> {
            if (act.equals("cut " + A)) {
                a.heldByOthers(1);
            }
        });
        assertThatThrownBy(() -> window.open(request("job"))).hasMessageContaining("DB-QUIET-011");
    }

    @Test
    void without_a_window_there_is_nothing_to_close() {
        assertThatThrownBy(window::close).hasMessageContaining("DB-QUIET-006");
        assertThat(window.current()).isEmpty();
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

    private QuietWindow window() {
        return new QuietWindow(server, file(), new StopDomibus(server, () -> bounds, health));
    }

    private QuietWindowFile file() {
        return new QuietWindowFile(server.paths().ownData());
    }

    private QuietWindowRecord onDisk() {
        return file().read().orElseThrow();
    }

    private static QuietWindow.Request request(String job) {
        return new QuietWindow.Request(Purpose.BACKUP, job, FakeApplicationServer.DOMIBUS, List.of(A, B), false,
                ForeignConsumers.WAIT);
    }

    private static QuietWindowRecord ownedBy(QuietWindowRecord window, Owner owner) {
        return new QuietWindowRecord(window.id(), window.purpose(), window.job(), owner, window.state(), window.hold(),
                window.domibus(), window.wasRunning(), window.queues(), window.openedAt(), window.cutAt(),
                window.cuts());
    }

    private void assertEverythingIsBack() {
        assertThat(window.current()).isEmpty();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(server.queues()).noneMatch(queue -> queue.paused());
    }
}
