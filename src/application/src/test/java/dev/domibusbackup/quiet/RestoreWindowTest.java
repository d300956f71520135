package dev.domibusbackup.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.job.port.PortPreflight;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord.Purpose;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The window of a restore: like a backup's until the first change, and nobody's but the restore's from then on. */
@Timeout(30)
class RestoreWindowTest {

    private static final String A = "jms.queue.A";
    private static final String JOB = "restore";
    private static final SetId SAFETY = new SetId("20261122T101500123Z-safety");

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private FakeQueue a;
    private QuietWindow window;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A).send(3);
        window = window();
    }

    @Test
    void before_the_first_change_it_is_undone_after_a_crash_and_closed_by_hand() {
        assertThat(window.open(request(JOB)).isUndoneAfterCrash()).isTrue();
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void the_change_is_on_disk_with_the_way_back_and_marking_it_again_changes_nothing() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        QuietWindowRecord marked = onDisk();
        assertThat(marked.changedAt()).isNotNull();
        assertThat(marked.safetySet()).isEqualTo(SAFETY);
        window.markChanged(JOB, SAFETY);
        window.markChanged(JOB, null);
        assertThat(onDisk()).isEqualTo(marked);
    }

    @Test
    void nothing_is_marked_without_an_open_window_of_the_job() {
        assertThatThrownBy(() -> window.markChanged(JOB, SAFETY)).hasMessageContaining("DB-RST-085");
        window.open(request(JOB));
        assertThatThrownBy(() -> window.markChanged("other", SAFETY)).hasMessageContaining("DB-RST-085");
        assertThat(onDisk().isChanged()).isFalse();
    }

    @Test
    void once_changed_neither_hand_nor_recovery_nor_release_nor_another_job_opens_or_closes_it() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        QuietWindowRecord marked = onDisk();

        assertThatThrownBy(window::close).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-RST-080");
            assertThat(e.problem().hint()).contains("POST /jobs/restore/restart",
                    "POST /backups/" + SAFETY + "/restores");
        });
        assertThatThrownBy(window::keepClosedDown).hasMessageContaining("DB-RST-080");
        assertThatThrownBy(() -> window.open(request("other"))).hasMessageContaining("DB-RST-080");
        assertThatThrownBy(() -> PortPreflight.checkInstallation(window)).hasMessageContaining("DB-RST-080");
        assertThat(marked.isUndoneAfterCrash()).isFalse();
        server.deploymentIs(DeploymentState.RUNNING);
        assertThat(window.releaseIfDomibusRuns(Optional.empty())).isEmpty();
        assertThat(onDisk()).isEqualTo(marked);
        assertThat(server.acts()).doesNotContain("start", "resume " + A);
    }

    @Test
    void without_a_safety_set_no_way_back_is_promised() {
        window.open(request(JOB));
        window.markChanged(JOB, null);
        assertThatThrownBy(window::close).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-RST-081");
            assertThat(e.problem().hint()).contains("/restart").doesNotContain("/restores");
        });
    }

    @Test
    void a_restart_goes_on_in_the_same_window_whatever_the_queues_hold_by_now() {
        QuietWindowRecord first = window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        died();
        a.send(5);

        QuietWindowRecord second = window().open(request(JOB));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.cuts()).isEqualTo(first.cuts());
        assertThat(second.owner().isSelf()).isTrue();
        assertThat(second.isChanged()).isTrue();
        assertThat(second.safetySet()).isEqualTo(SAFETY);
        assertThat(onDisk()).isEqualTo(second);
    }

    @Test
    void a_restart_that_finds_it_awake_makes_it_quiet_and_keeps_what_it_knows_of_the_change() {
        QuietWindowRecord first = window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        died();
        a.send(5);
        server.deploymentIs(DeploymentState.RUNNING);
        a.paused(false);

        QuietWindowRecord second = window().open(request(JOB));

        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(a.isPaused()).isTrue();
        assertThat(second.isChanged()).isTrue();
        assertThat(second.safetySet()).isEqualTo(SAFETY);
        assertThat(second.cuts()).as("what came since is not to be removed").isEqualTo(first.cuts());
        assertThat(second.cutAt()).isEqualTo(first.cutAt());
    }

    @Test
    void before_the_first_change_a_window_that_was_awake_gets_new_cuts() {
        window.open(request(JOB));
        a.paused(false);
        a.send(5);
        assertThat(window.open(request(JOB)).cuts()).singleElement()
                .satisfies(cut -> assertThat(cut.ready()).isEqualTo(8));
    }

    @Test
    void a_domibus_that_somebody_started_is_stopped_again_and_a_resumed_queue_is_paused_again() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        assertThat(window.blockAgain()).isEmpty();
        server.deploymentIs(DeploymentState.RUNNING);
        a.paused(false);

        assertThat(window.blockAgain()).hasSize(2).anyMatch(found -> found.contains("domibus.war"))
                .anyMatch(found -> found.contains(A));
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
        assertThat(a.isPaused()).isTrue();
        assertThat(window.blockAgain()).isEmpty();
    }

    @Test
    void what_is_made_quiet_again_is_not_whole_before_that_is_done() throws InterruptedException {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        server.deploymentIs(DeploymentState.RUNNING);
        Thread end = new Thread(() -> window.markWhole(JOB));
        List<Boolean> changed = new ArrayList<>();
        server.listen(act -> {
            end.start();
            while (end.getState() != Thread.State.BLOCKED && end.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            changed.add(onDisk().isChanged());
        });

        assertThat(window.blockAgain()).hasSize(1);
        server.listen(act -> { });
        end.join();
        assertThat(changed).containsExactly(true);
        assertThat(onDisk().isChanged()).isFalse();
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void a_window_in_which_nothing_was_changed_blocks_nobody() {
        window.open(request(JOB));
        server.deploymentIs(DeploymentState.RUNNING);
        assertThat(window.blockAgain()).isEmpty();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void once_whole_it_is_closed_as_a_backups_is() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        window.markWhole("other");
        assertThat(onDisk().isChanged()).isTrue();
        window.markWhole(JOB);
        assertThat(onDisk().isUndoneAfterCrash()).isTrue();
        window.close();
        assertEverythingIsBack();
    }

    @Test
    void the_job_that_takes_the_restore_back_gets_the_window_and_the_restore_gets_it_no_more() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        Instant changed = onDisk().changedAt();
        died();

        QuietWindowRecord taken = window().takeOver(JOB, request("rollback"));

        assertThat(taken.job()).isEqualTo("rollback");
        assertThat(taken.changedAt()).isEqualTo(changed);
        assertThat(taken.safetySet()).isEqualTo(SAFETY);
        assertThatThrownBy(() -> window.open(request(JOB))).hasMessageContaining("rollback");
        assertThat(window.takeOver(JOB, request("rollback"))).isEqualTo(taken);
    }

    @Test
    void a_record_of_an_older_version_is_read_as_one_in_which_nothing_was_changed() throws IOException {
        window.open(request(JOB));
        Path record = server.paths().ownData().resolve("quiet-window.json");
        assertThat(Files.readString(record)).doesNotContain("changedAt", "safetySet");
        assertThat(onDisk().isChanged()).isFalse();
        window.markChanged(JOB, SAFETY);
        assertThat(Json.mapper().readTree(record.toFile()).path("safetySet").asText()).isEqualTo(SAFETY.value());
    }

    private void died() {
        QuietWindowRecord record = onDisk();
        file().write(new QuietWindowRecord(record.id(), record.purpose(), record.job(),
                new Owner(record.owner().host(), record.owner().pid(), Instant.EPOCH), record.state(), record.hold(),
                record.domibus(), record.wasRunning(), record.queues(), record.openedAt(), record.cutAt(),
                record.cuts(), record.changedAt(), record.safetySet()));
    }

    private QuietWindow window() {
        Duration bound = Duration.ofSeconds(20);
        return new QuietWindow(server, file(), new StopDomibus(server,
                () -> new StopDomibus.Bounds(bound, bound, bound), (domibus, since, within) -> { },
                new Phases(server.paths().ownData())), QuietWindowListener.NONE);
    }

    private QuietWindowFile file() {
        return new QuietWindowFile(server.paths().ownData());
    }

    private QuietWindowRecord onDisk() {
        return file().read().orElseThrow();
    }

    private static QuietWindow.Request request(String job) {
        return new QuietWindow.Request(Purpose.RESTORE, job, FakeApplicationServer.DOMIBUS, List.of(A), false,
                ForeignConsumers.WAIT);
    }

    private void assertEverythingIsBack() {
        assertThat(window.current()).isEmpty();
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.RUNNING);
        assertThat(a.isPaused()).isFalse();
    }

    @Test
    void what_is_whole_again_stays_stopped_on_request() {
        window.open(request(JOB));
        window.markChanged(JOB, SAFETY);
        window.markWholeAndHeld("other");
        assertThat(onDisk().isChanged()).isTrue();
        window.markWholeAndHeld(JOB);
        assertThat(onDisk().state()).isEqualTo(State.HELD);
        assertThat(onDisk().isChanged()).isFalse();
    }
}
