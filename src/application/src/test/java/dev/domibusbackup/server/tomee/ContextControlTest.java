package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.tomee.FakeTomcat.Manner;

class ContextControlTest {

    private static final KeptDown KEPT = new KeptDown(Path.of("/opt/tomee/data/domibus-backup"));

    private final FakeTomcat tomcat = new FakeTomcat();
    private final WebModules modules = new WebModules(tomcat.catalina(), Path.of("/opt/tomee"), KEPT);
    private final ContextControl control = new ContextControl(tomcat.catalina(), modules, KEPT);

    private DomibusDeployment domibus(String state, Manner manner) {
        tomcat.module("/domibus", state, Map.of("docBase", "domibus"), manner);
        return modules.findDomibus(Optional.empty());
    }

    @Test
    void a_stop_and_a_start_end_when_the_state_says_so() throws Exception {
        DomibusDeployment domibus = domibus("STARTED", Manner.WELL);
        await(control.stop(domibus));
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.STOPPED);
        await(control.start(domibus));
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void a_start_that_returns_quietly_with_a_stopped_application_has_failed() {
        DomibusDeployment domibus = domibus("STOPPED", Manner.FAILS_TO_START);
        assertThatThrownBy(() -> await(control.start(domibus))).hasMessageContaining("DB-SRV-008")
                .hasMessageContaining("STOPPED after the start");
    }

    @Test
    void a_stop_that_leaves_a_failed_application_has_failed() {
        DomibusDeployment domibus = domibus("STARTED", Manner.FAILS_TO_STOP);
        assertThatThrownBy(() -> await(control.stop(domibus))).hasMessageContaining("DB-SRV-007")
                .hasMessageContaining("FAILED");
    }

    @Test
    void what_the_server_throws_is_told() {
        DomibusDeployment domibus = domibus("STARTED", Manner.THROWS);
        assertThatThrownBy(() -> await(control.stop(domibus))).hasMessageContaining("DB-SRV-003")
                .hasMessageContaining("of the server");
    }

    private static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
