package dev.domibusbackup.wildfly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.jboss.as.controller.client.helpers.Operations;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/**
 * The server dies while an installation is brought back. However often and wherever: a restart goes on, or the safety
 * set leads back, and in between Domibus stays stopped.
 */
class RestoreKillIT {

    private static final Place HALF_CONFIGURATION = Place.after(KillPoint.THE_CONFIGURATION_IS_HALF, 1);
    private static final Place IN_THE_IMPORT = Place.after(KillPoint.BETWEEN_TWO_TRANSACTIONS, 2);
    /** All steps, in their order. */
    private static final List<Place> PLACES = List.of(
            Place.before(KillPoint.BEFORE_A_SEAL),
            Place.before(KillPoint.BEFORE_THE_MARK),
            Place.after(KillPoint.WHILE_A_DUMP_IS_LOADED, 2),
            Place.after(KillPoint.A_SCHEMA_IS_LOADED, 1),
            Place.after(KillPoint.A_FOLDER_IS_UNPACKED, 2),
            Place.after(KillPoint.A_FOLDER_IS_AWAY, 1),
            HALF_CONFIGURATION,
            Place.after(KillPoint.FOLDERS_ARE_SWAPPED, 1),
            Place.after(KillPoint.THE_WAR_IS_BACK, 1),
            Place.after(KillPoint.A_QUEUE_IS_EMPTY, 1),
            IN_THE_IMPORT,
            Place.after(KillPoint.ALL_IS_COUNTED, 1),
            Place.after(KillPoint.BEFORE_THE_END_OF_THE_MARK, 1),
            Place.before(KillPoint.AFTER_THE_END_OF_THE_MARK),
            Place.before(KillPoint.BEFORE_THE_OLD_FOLDERS_GO));

    @TempDir
    private static Path folder;
    private static RestoreScene scene;
    private static Crash crash;

    @BeforeAll
    static void takeASet() {
        scene = RestoreScene.create(folder, IN_THE_IMPORT);
        crash = scene.crash();
    }

    @AfterAll
    static void removeSite() {
        scene.close();
    }

    @BeforeEach
    void running() {
        if (!scene.site().server().isAlive()) {
            crash.start();
        }
    }

    @Tag("full")
    @Test
    void killed_in_the_import_domibus_stays_stopped_and_a_restart_brings_everything_back() {
        scene.arm(IN_THE_IMPORT);
        scene.ruin();
        String job = scene.begin();
        KillSwitch place = IN_THE_IMPORT.in(crash);
        place.await(Crash.BOUND);
        ApiAnswer second = crash.site().api().post("/backups/" + scene.set() + "/restores",
                RestoreScene.confirmed(scene.set()));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problemCode()).isEqualTo("DB-JOB-002");
        crash.site().server().kill();

        crash.start();
        scene.assertStaysStopped(job);
        crash.restart(job);
        crash.end(job, "completed");
        scene.assertWhole();
    }

    @Test
    void killed_in_the_middle_of_the_configuration_the_safety_set_leads_back() {
        goBackAfter(HALF_CONFIGURATION);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource
    void killed_after_the_first_change_the_safety_set_leads_back(Place place) {
        goBackAfter(place);
    }

    static List<Place> killed_after_the_first_change_the_safety_set_leads_back() {
        return List.of(Place.after(KillPoint.WHILE_A_DUMP_IS_LOADED, 2), Place.after(KillPoint.A_SCHEMA_IS_LOADED, 1),
                Place.after(KillPoint.A_FOLDER_IS_UNPACKED, 2), Place.after(KillPoint.A_FOLDER_IS_AWAY, 1),
                Place.after(KillPoint.FOLDERS_ARE_SWAPPED, 1), Place.after(KillPoint.A_QUEUE_IS_EMPTY, 1),
                IN_THE_IMPORT, Place.after(KillPoint.BEFORE_THE_END_OF_THE_MARK, 1));
    }

    private static void goBackAfter(Place place) {
        scene.arm(place);
        Snapshot broken = scene.ruin();
        String job = scene.dieIn(place);

        crash.start();
        scene.assertStaysStopped(job);
        goBack(job, broken);
        scene.restore();
    }

    private static void goBack(String job, Snapshot broken) {
        String safety = scene.assertStopped(job).path("safetySet").asText();
        JsonNode rollback = crash.complete("/backups/" + safety + "/restores",
                "{\"confirm\":{\"set\":\"" + safety + "\"}}");
        assertThat(rollback.at("/report/safetySet").isMissingNode() || rollback.at("/report/safetySet").isNull())
                .as(rollback.toPrettyString()).isTrue();
        scene.assertIs(broken);
        assertThat(crash.site().api().job(job).json().path("state").asText()).isEqualTo("abandoned");
    }

    @Tag("full")
    @Test
    void killed_in_every_step_of_one_restore_a_restart_brings_everything_back() {
        crash.armed(PLACES.get(0).in(crash));
        scene.ruin();
        String job = null;
        for (Place place : PLACES) {
            System.out.println("death at " + place);
            scene.arm(place);
            if (job == null) {
                job = scene.begin();
            } else {
                crash.restart(job);
            }
            place.in(crash).kill(crash.site().server(), Crash.BOUND);
            // the next place is where it dies next
            int next = PLACES.indexOf(place) + 1;
            if (next < PLACES.size()) {
                scene.arm(PLACES.get(next));
            } else {
                crash.start();
            }
            if (place.changed()) {
                scene.assertStaysStopped(job);
            } else {
                scene.assertComesBack();
            }
        }
        crash.restart(job);
        crash.end(job, "completed");
        scene.assertWhole();
    }

    @Tag("full")
    @Test
    void a_rollback_that_is_killed_goes_on_and_a_restore_that_is_given_up_leaves_nothing() {
        Place swapped = Place.after(KillPoint.FOLDERS_ARE_SWAPPED, 1);
        scene.arm(swapped);
        Snapshot broken = scene.ruin();
        String job = scene.dieIn(swapped);

        crash.armed(HALF_CONFIGURATION.in(crash));
        String safety = scene.assertStaysStopped(job).path("safetySet").asText();
        String rollback = crash.begin("/backups/" + safety + "/restores", "{\"confirm\":{\"set\":\"" + safety + "\"}}");
        HALF_CONFIGURATION.in(crash).kill(crash.site().server(), Crash.BOUND);
        Place commit = Place.before(KillPoint.BEFORE_THE_OLD_FOLDERS_GO);
        scene.arm(commit);
        scene.assertStaysStopped(rollback);
        crash.restart(rollback);
        commit.in(crash).kill(crash.site().server(), Crash.BOUND);
        crash.start();
        scene.assertComesBack();
        assertThat(scene.left()).isNotEmpty();
        Await.until("the rollback can be given up", Crash.BOUND,
                () -> crash.site().api().post("/jobs/" + rollback + "/abandon").status() / 100 == 2);
        scene.assertIs(broken);
        scene.restore();
    }

    @Tag("full")
    @Test
    void half_restored_nothing_starts_domibus_and_nothing_else_begins() {
        Place loaded = Place.after(KillPoint.A_SCHEMA_IS_LOADED, 1);
        scene.arm(loaded);
        Snapshot broken = scene.ruin();
        String job = scene.dieIn(loaded);
        crash.start();
        scene.assertStaysStopped(job);
        crash.site().server().restart();
        scene.assertStaysStopped(job);
        crash.site().server().restart();
        scene.assertStaysStopped(job);

        crash.site().server().management(Operations.createOperation("deploy",
                Management.address("deployment", Site.DOMIBUS)));
        crash.site().server().awaitLog(Pattern.compile("DB-RST-082"), Crash.BOUND);
        Await.until("Domibus is stopped again", Crash.BOUND, () -> !scene.isEnabled());
        scene.assertStopped(job);
        assertThat(codes(crash.site().api().job(job).json())).contains("DB-RST-082", "DB-RST-080");

        assertRefused("/backups", "{}");
        assertRefused("/backups/" + scene.set() + "/restores", RestoreScene.confirmed(scene.set()));
        assertRefused("/backups/" + scene.set() + "/ports", "{\"queues\":[{\"from\":\"" + RestoreScene.OUT + "\"}]}");
        assertRefused("/jobs/" + job + "/abandon", "");
        scene.assertStopped(job);
        goBack(job, broken);
        scene.restore();
    }

    private static void assertRefused(String path, String body) {
        ApiAnswer refused = crash.site().api().post(path, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.problemCode()).isIn("DB-RST-080", "DB-RST-064");
    }

    @Tag("full")
    @Test
    void when_the_database_goes_away_while_it_is_loaded_a_restart_brings_everything_back() {
        Place loading = Place.after(KillPoint.WHILE_A_DUMP_IS_LOADED, 2);
        scene.arm(loading);
        scene.ruin();
        String job = scene.begin();
        loading.in(crash).await(Crash.BOUND);
        scene.site().database().kill();
        crash.letGo();
        JsonNode failed = crash.end(job, "failed");
        assertThat(codes(failed)).contains("DB-RST-080").hasSizeGreaterThan(1);
        scene.assertStopped(job);

        scene.site().database().start();
        Await.until("the job can be restarted", Crash.BOUND,
                () -> crash.site().api().post("/jobs/" + job + "/restart").status() == 202);
        crash.end(job, "completed");
        scene.assertWhole();
    }

    private static List<String> codes(JsonNode job) {
        return StreamSupport.stream(job.path("problems").spliterator(), false)
                .map(problem -> problem.path("code").asText()).toList();
    }
}
