package dev.domibusbackup.quiet;

import java.time.Instant;
import java.util.List;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.QueueCut;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A window that is open already: kept under its id while all stayed quiet, else gone on with under a new one. */
class QuietWindowReopenedTest extends QuietWindowScene {

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
}
