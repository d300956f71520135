package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The last word of a backup. */
class ConfirmDomibusTest {

    private static final String QUEUE = "jms.queue.A";

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private BackupRun run;

    @BeforeEach
    void openWindow() throws IOException {
        server = new FakeApplicationServer(base);
        server.addQueue(QUEUE);
        run = new Runs(server, base).open(List.of(Runs.owned(QUEUE)));
        Files.delete(server.paths().ownData().resolve("quiet-window.json"));
    }

    @Test
    void a_record_that_somebody_took_away_does_not_let_the_job_end_well_with_domibus_stopped() {
        new CloseQuietWindow().run(run);
        assertThat(run.warnings()).extracting("code").containsExactly("DB-QUIET-006");
        assertThatThrownBy(() -> new ConfirmDomibus().run(run)).hasMessageContaining("DB-SRV-018")
                .hasMessageContaining("stopped");
    }

    @Test
    void once_somebody_has_started_it_the_job_ends_well() {
        server.deploymentIs(DeploymentState.RUNNING);
        assertThatCode(() -> new ConfirmDomibus().run(run)).doesNotThrowAnyException();
    }
}
