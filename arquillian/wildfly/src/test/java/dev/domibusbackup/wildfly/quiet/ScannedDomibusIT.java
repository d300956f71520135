package dev.domibusbackup.wildfly.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.server.WildFlyHome;
import dev.domibusbackup.harness.site.Site;

/** A Domibus that was dropped into the scanner's folder, on a server that decides by roles who may manage it. */
class ScannedDomibusIT {

    @TempDir
    private static Path folder;
    private static Scene scene;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        scene.site().server().home().cli(List.of(
                "embed-server --server-config=" + WildFlyHome.SERVER_CONFIG,
                "/core-service=management/access=authorization:write-attribute(name=provider,value=rbac)",
                "stop-embedded-server"));
        scene.site().startWithScanner();
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @AfterEach
    void cleanUp() {
        scene.cleanUp();
    }

    @Test
    void it_is_stopped_and_started_again() {
        String job = scene.startHeld("{}");
        scene.assertHeld(job);
        assertThat(marker("undeployed")).exists();
        scene.tools().letGo();
        scene.assertSealed(scene.end(job, "completed"));
        scene.assertDomibusIsBack();
        assertThat(marker("deployed")).exists();
    }

    @Test
    void one_that_did_not_start_again_is_started_when_the_cause_is_gone() {
        String job = scene.startHeld("{\"components\":[\"messages\",\"databases\"]}");
        scene.faultOn("refuse-start");
        scene.tools().letGo();
        assertThat(Scene.codes(scene.end(job, "failed"))).contains("DB-QUIET-004");
        scene.faultOff("refuse-start");
        scene.restart(job);
        scene.assertSealed(scene.end(job, "completed"));
        scene.assertDomibusIsBack();
        assertThat(marker("failed")).doesNotExist();
    }

    @Test
    @Tag("full")
    void after_a_kill_inside_the_window_it_comes_back() {
        String job = scene.startHeld("{}");
        scene.assertHeld(job);
        scene.site().server().kill();
        scene.tools().letGo();
        scene.site().server().startAgain();
        scene.awaitDomibusBack();
        assertThat(Scene.codes(scene.end(job, "interrupted"))).contains("DB-JOB-009");
        scene.restart(job);
        scene.assertSealed(scene.end(job, "completed"));
        scene.assertDomibusIsBack();
    }

    private static Path marker(String kind) {
        return scene.site().server().home().deployments().resolve(Site.DOMIBUS + "." + kind);
    }
}
