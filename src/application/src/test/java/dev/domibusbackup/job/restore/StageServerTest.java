package dev.domibusbackup.job.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.set.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StageServerTest {

    private static final String XML = """
            <server>
                <profile>%s</profile>
                <deployments>
                    <deployment name="domibus.war" runtime-name="domibus.war"%s>
                        <content sha1="%s"/>
                    </deployment>
                    <deployment name="other.war" runtime-name="other.war">
                        <content sha1="1111"/>
                    </deployment>
                </deployments>
            </server>
            """;

    @TempDir
    Path base;
    private ServerScene scene;
    private Path xml;
    private Path modules;

    @BeforeEach
    void settings() throws Exception {
        scene = new ServerScene(base);
        Path home = Files.createDirectories(base.resolve("home"));
        xml = Files.writeString(home.resolve("standalone-full.xml"), XML.formatted("a", "", "2222"));
        modules = Files.createDirectories(home.resolve("modules/com/mysql"));
        Files.writeString(modules.resolve("module.xml"), "<module/>");
        Map<String, Path> settings = Map.of("configuration/standalone-full.xml", xml, "modules/com", modules.getParent());
        scene.server.serverFilesAre(new ServerFiles(settings, Map.of(), Map.of(), List.of(xml)));
        scene.archive(Component.SERVER, "server/settings.tar.gz", settings);
        scene.startedWith("-Xmx1g", "-Dsome.password=<redacted>");
    }

    @Test
    void a_server_that_is_as_in_the_set_needs_no_step() {
        new StageServer().run(scene.run());

        assertThat(scene.report.server()).isEqualTo(new RestoreReport.Server(List.of(), null));
        assertThat(scene.warnings).isEmpty();
        assertThat(scene.repository.notes(ServerScene.SET).pinned()).isFalse();
    }

    @Test
    void that_domibus_is_disabled_now_and_was_another_war_is_no_difference() throws Exception {
        Files.writeString(xml, XML.formatted("a", " enabled=\"false\"", "3333"));

        new StageServer().run(scene.run());

        assertThat(scene.report.server().differs()).isEmpty();
    }

    @Test
    void changed_missing_and_added_files_leave_one_step_and_the_set_is_kept_for_it() throws Exception {
        Files.writeString(xml, XML.formatted("b", "", "2222"));
        Files.delete(modules.resolve("module.xml"));
        Files.writeString(modules.resolve("mysql.jar"), "jar");

        new StageServer().run(scene.run());

        assertThat(scene.report.server().differs()).containsExactly("differs: configuration/standalone-full.xml",
                "extra: modules/com/mysql/mysql.jar", "missing: modules/com/mysql/module.xml");
        String command = "java -jar domibus-backup-offline.jar restore server --repository " + scene.folder().getParent()
                + " --set " + ServerScene.SET + " --server " + base;
        assertThat(scene.report.server().command()).isEqualTo(command);
        assertThat(scene.warnings).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(RestoreServerProblem.ONE_STEP_LEFT.code());
            assertThat(warning.hint()).contains(command);
        });
        assertThat(scene.repository.notes(ServerScene.SET).pinned()).isTrue();
    }

    @Test
    void what_is_whole_and_counted_is_told_again_and_not_pinned_again() throws Exception {
        Files.writeString(xml, XML.formatted("b", "", "2222"));
        scene.state = RestoreState.NEW.asCounted();

        new StageServer().run(scene.run());

        assertThat(scene.report.server().command()).isNotNull();
        assertThat(scene.warnings).isEmpty();
        assertThat(scene.repository.notes(ServerScene.SET).pinned()).isFalse();
    }

    @Test
    void a_file_of_the_same_size_and_time_that_reads_otherwise_differs() throws Exception {
        Path file = modules.resolve("module.xml");
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "<mOdule/>");
        Files.setLastModifiedTime(file, time);

        new StageServer().run(scene.run());

        assertThat(scene.report.server().differs()).containsExactly("differs: modules/com/mysql/module.xml");
    }

    @Test
    void startup_arguments_that_differ_are_told_without_secrets() {
        scene.startedWith("-Xmx2g", "-Dsome.password=<redacted>");

        new StageServer().run(scene.run());

        assertThat(scene.report.server().differs()).containsExactly("startup argument only in the set: -Xmx2g",
                "startup argument only here: -Xmx1g");
        assertThat(scene.warnings).extracting("code").containsExactly(RestoreServerProblem.ARGUMENTS_DIFFER.code());
        assertThat(scene.warnings.toString()).doesNotContain("now");
    }

    @Test
    void deployments_of_others_are_compared_and_those_of_domibus_and_ours_are_not() throws Exception {
        Path deployments = Files.createDirectories(base.resolve("standalone/deployments"));
        Map<String, Path> then = Map.of("deployments/other.war", deployments.resolve("other.war"),
                "deployments/domibus.war", deployments.resolve("domibus.war"),
                "deployments/domibus-backup.ear", deployments.resolve("domibus-backup.ear"));
        for (Path war : then.values()) {
            Files.writeString(war, "then");
        }
        scene.archive(Component.SERVER, "server/deployments.tar.gz", then);
        for (Path war : then.values()) {
            Files.writeString(war, "now and here");
        }
        Path added = Files.writeString(deployments.resolve("added.war"), "now");
        scene.server.serverFilesAre(new ServerFiles(scene.server.serverFiles().settings(),
                Map.of("deployments/other.war", deployments.resolve("other.war"), "deployments/added.war", added),
                Map.of(), List.of(xml)));

        new StageServer().run(scene.run());

        assertThat(scene.report.server().differs()).containsExactly("differs: deployments/other.war",
                "extra: deployments/added.war");
    }

    @Test
    void a_rehearsal_pins_nothing_and_warns_of_nothing_but_arguments() throws Exception {
        Files.writeString(xml, XML.formatted("b", "", "2222"));

        StageServer.rehearse(scene.run());

        assertThat(scene.report.server().differs()).hasSize(1);
        assertThat(scene.report.server().command()).isNotNull();
        assertThat(scene.warnings).isEmpty();
        assertThat(scene.repository.notes(ServerScene.SET).pinned()).isFalse();
    }
}
