package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;

import dev.domibusbackup.set.BackupSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody brings a set back, or loses what was received since, without having said so. */
class ConfirmationTest {

    private static final String CLONE = ",\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"copy\"}";

    @TempDir
    Path base;
    private SetScene scene;
    private BackupSet set;

    @BeforeEach
    void seal() throws IOException {
        scene = new SetScene(base).schema("domibus", "default");
        set = scene.seal();
    }

    @Test
    void a_set_is_confirmed_by_its_own_id_and_by_no_other() {
        assertThat(Confirmation.ofSet(set.id(), SafetyBackupTest.request("{}"))).hasValueSatisfying(
                problem -> assertThat(problem.fact()).contains(set.id().value(), "missing"));
        assertThat(Confirmation.ofSet(set.id(), SafetyBackupTest.request(
                "{\"confirm\":{\"set\":\"20200101T000000000Z\"}}"))).hasValueSatisfying(
                        problem -> assertThat(problem.fact()).contains("20200101T000000000Z"));
        assertThat(Confirmation.ofSet(set.id(), SafetyBackupTest.request(SetScene.confirmed(set, "")))).isEmpty();
        assertThat(Confirmation.ofSet(set.id(), SafetyBackupTest.request("{\"rehearsal\":true}"))).isEmpty();
        assertThat(Confirmation.ofSet(set.id(), SafetyBackupTest.request("{" + CLONE.substring(1) + "}"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"3, 3, true", "3, 2, false", "3, 4, true", "3, , false", "0, , true", "0, 7, true"})
    void what_was_received_is_confirmed_by_no_smaller_number(Long received, Long given, boolean confirmed) {
        RestoreRun run = scene.run(set, "{\"confirm\":{\"set\":\"" + set.id() + "\""
                + (given == null ? "" : ",\"receivedSince\":" + given) + "}}");
        run.report().put(new RestoreReport.Price(received, 0L, 0L, 0L, 0L));
        assertThat(new Confirmation(run).problems().isEmpty()).isEqualTo(confirmed);
        if (!confirmed) {
            assertThat(new Confirmation(run).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("DB-RST-061");
                assertThat(problem.fact()).startsWith(received + " messages").contains(
                        "confirm.receivedSince is " + (given == null ? "missing" : given));
            });
        }
    }

    @Test
    void a_rehearsal_and_a_clone_lose_nothing() {
        for (String request : new String[] {"{\"rehearsal\":true}", SetScene.confirmed(set, CLONE)}) {
            RestoreRun run = scene.run(set, request);
            run.report().put(new RestoreReport.Price(3L, 0L, 0L, 0L, 0L));
            assertThat(new Confirmation(run).problems()).isEmpty();
        }
    }
}
