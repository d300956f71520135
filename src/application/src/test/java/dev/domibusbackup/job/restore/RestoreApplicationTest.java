package dev.domibusbackup.job.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RestoreApplicationTest {

    private static final String REPLACE = "replace content";

    @TempDir
    Path base;
    private ServerScene scene;

    @BeforeEach
    void set() throws Exception {
        scene = new ServerScene(base);
        scene.server.deploymentIs(DeploymentState.STOPPED);
    }

    @Test
    void another_war_is_replaced_by_that_of_the_set() throws Exception {
        scene.file(Component.APPLICATION, "application/domibus.war", "the older one");

        new RestoreApplication().run(scene.run());

        assertThat(scene.war).hasContent("the older one");
        assertThat(scene.server.acts()).containsExactly(REPLACE);
        assertThat(scene.report.application()).isEqualTo(
                new RestoreReport.Application("domibus.war", "5.1.1", null, true));
    }

    @Test
    void the_same_war_is_left_alone_and_so_is_everything_the_second_time() throws Exception {
        scene.file(Component.APPLICATION, "application/domibus.war", "the older one");
        new RestoreApplication().run(scene.run());
        scene.server.forgetActs();

        new RestoreApplication().run(scene.run());

        assertThat(scene.server.acts()).isEmpty();
        assertThat(scene.report.application().replaced()).isFalse();
    }

    @Test
    void a_running_domibus_keeps_its_war() throws Exception {
        scene.file(Component.APPLICATION, "application/domibus.war", "the older one");
        scene.server.deploymentIs(DeploymentState.RUNNING);

        ProblemException failure = catchThrowableOfType(ProblemException.class,
                () -> new RestoreApplication().run(scene.run()));

        assertThat(failure.problem().code()).isEqualTo(RestoreServerProblem.NOT_STOPPED.code());
        assertThat(scene.war).hasContent("the newer one");
    }

    @Test
    void what_is_whole_and_counted_is_left_alone_beside_a_domibus_that_runs_already() throws Exception {
        Path exploded = Files.createDirectories(base.resolve("exploded.war/WEB-INF"));
        scene.server.deployedFrom(exploded.getParent());
        scene.archive(Component.APPLICATION, "application/domibus.war.tar.gz", Map.of("WEB-INF", exploded));
        scene.state = RestoreState.NEW.asCounted();
        scene.server.deploymentIs(DeploymentState.RUNNING);

        new RestoreApplication().run(scene.run());

        assertThat(scene.server.acts()).isEmpty();
    }

    @Test
    void a_war_that_takes_no_part_is_left_alone() throws Exception {
        scene.file(Component.SERVER, "server/startup-arguments.txt", "-Xmx1g\n");

        new RestoreApplication().run(scene.run());

        assertThat(scene.server.acts()).isEmpty();
    }

    @Test
    void an_archive_of_a_folder_does_not_go_into_the_place_of_a_file() throws Exception {
        scene.archive(Component.APPLICATION, "application/domibus.war.tar.gz",
                Map.of("WEB-INF", Files.createDirectories(base.resolve("tree/WEB-INF"))));

        ProblemException failure = catchThrowableOfType(ProblemException.class,
                () -> RestoreApplication.check(scene.run()));

        assertThat(failure.problem().code()).isEqualTo(RestoreServerProblem.WAR_FORM_DIFFERS.code());
    }

    @Test
    void another_name_is_told_before_anything_is_changed() throws Exception {
        scene.file(Component.APPLICATION, "application/domibus-5.1.1.war", "the older one");

        RestoreApplication.check(scene.run());

        assertThat(scene.warnings).extracting("code").containsExactly(RestoreServerProblem.NAME_DIFFERS.code());
        assertThat(scene.report.application().replaced()).isTrue();
        assertThat(scene.war).hasContent("the newer one");
    }
}
