package dev.domibusbackup.quiet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.QueueCut;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuietWindowTest extends QuietWindowScene {

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
    void who_listens_is_told_of_the_opening_before_domibus_stops_and_of_the_closing_when_all_is_back() {
        window.open(request("job"));
        window.open(request("job"));
        assertThat(told).containsExactly("opened job");
        window.close();
        assertThat(told).containsExactly("opened job", "closed job");
    }

    @Test
    void a_held_window_that_the_operator_ended_by_starting_domibus_is_told_as_closed() {
        window.open(request("job"));
        window.keepClosedDown();
        server.deploymentIs(DeploymentState.RUNNING);
        window.releaseIfDomibusRuns(Optional.empty());
        assertThat(told).containsExactly("opened job", "closed job");
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
}
