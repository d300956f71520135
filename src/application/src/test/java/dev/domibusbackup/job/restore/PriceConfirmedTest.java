package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PriceConfirmedTest {

    @TempDir
    Path base;
    private WindowScene scene;
    private BackupSet set;

    @BeforeEach
    void scene() throws IOException {
        scene = new WindowScene(base);
        scene.times = new Manifest.QuietWindowTimes("window", null, null, null, null);
        set = scene.set(List.of(), Component.MESSAGES, Component.DATABASES, Component.APPLICATION);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_gateway_that_goes_on_receiving_can_be_confirmed_by_a_greater_number() {
        assertThat(problems(5L, "5")).isEmpty();
        assertThat(problems(5L, "100")).isEmpty();
        assertThat(problems(5L, "4")).containsExactly("DB-RST-061");
        assertThat(problems(5L, "null")).containsExactly("DB-RST-061");
        assertThat(problems(0L, "null")).isEmpty();
    }

    @Test
    void a_price_that_could_not_be_counted_needs_a_word() {
        assertThat(problems(null, "null")).containsExactly("DB-RST-132");
        assertThat(problems(null, "0")).isEmpty();
    }

    @Test
    void what_speaks_against_the_war_keeps_nothing_else_from_the_report_of_a_rehearsal() {
        RestoreRun run = scene.run("rehearsal", set, SafetyBackupTest.request("{\"rehearsal\": true}"));
        Problem unfit = RestoreServerProblem.WAR_MISSING.with("set", set.id(), "found", List.of());
        run.unfit(List.of(unfit));

        assertThatThrownBy(() -> new Rehearse().run(run)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problems()).containsExactly(unfit));
        assertThat(scene.published).isPositive();
    }

    private List<String> problems(Long received, String given) {
        SetId id = set.id();
        RestoreRun run = scene.run("restore", set, SafetyBackupTest.request(
                "{\"confirm\": {\"set\": \"" + id + "\", \"receivedSince\": " + given + "}}"));
        run.report().put(new RestoreReport.Price(received, null, null, null, null));
        return new Confirmation(run).problems().stream().map(Problem::code).toList();
    }
}
