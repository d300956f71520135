package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Path;

import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.set.BackupSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The checks of databases where there is none to be asked; with one they are proved inside a server. */
class DatabaseChecksTest {

    @TempDir
    Path base;

    @Test
    void a_database_that_nobody_knows_is_a_problem_among_others_and_no_end() throws IOException {
        SetScene scene = new SetScene(base).schema("domibus", "default");
        BackupSet set = scene.seal();
        assertThat(SetScene.codes(new DatabaseChecks(scene.run(set, SetScene.confirmed(set, ""))).problems()))
                .containsExactly(BackupProblem.DATABASE_UNKNOWN.code());
    }

    @Test
    void without_schemas_no_database_is_asked() throws IOException {
        SetScene scene = new SetScene(base).schema("domibus", "default");
        BackupSet set = scene.seal();
        assertThat(new DatabaseChecks(scene.run(set, SetScene.confirmed(set, ",\"database\":\"new\""))).problems())
                .isEmpty();
    }
}
