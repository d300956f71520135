package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.tomee.FakeTomcat.Manner;

class KeptDownTest {

    private static final String OWN = "<Context docBase=\"the WAR\"/>";

    @TempDir
    private Path base;
    private Path contextFile;
    private Path war;
    private FakeTomcat tomcat;
    private KeptDown kept;
    private WebModules modules;
    private ContextControl control;

    @BeforeEach
    void prepare() throws IOException {
        contextFile = Files.createDirectories(base.resolve("conf/Catalina/localhost")).resolve("domibus.xml");
        war = Files.writeString(base.resolve("domibus-tomcat.war"), "old");
        tomcat = new FakeTomcat().deployer(contextFile, war);
        kept = new KeptDown(base.resolve("data"));
        modules = new WebModules(tomcat.catalina(), base, kept);
        control = new ContextControl(tomcat.catalina(), modules, kept);
    }

    private DomibusDeployment byContextFile(String state) throws IOException {
        Files.writeString(contextFile, OWN);
        return deployed(state);
    }

    private DomibusDeployment deployed(String state) {
        tomcat.module("/domibus", state, Map.of("docBase", war.toString(), "configFile",
                contextFile.toUri().toString()), Manner.WELL);
        return modules.findDomibus(Optional.empty());
    }

    @Test
    void it_stays_down_over_a_restart_and_is_found_as_it_was() throws IOException {
        DomibusDeployment domibus = byContextFile("STOPPED");
        control.keepDown(domibus);
        tomcat.restart(contextFile, war);
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.STOPPED);
        assertThat(modules.findDomibus(Optional.empty())).isEqualTo(domibus);
        assertThat(modules.all().get(0).contextFile()).contains(contextFile);
        assertThat(contextFile.resolveSibling("domibus.xml.domibus-backup")).hasContent(OWN);
    }

    @Test
    void a_start_puts_its_own_context_file_back_with_rights_and_time() throws Exception {
        DomibusDeployment domibus = byContextFile("STOPPED");
        Files.setPosixFilePermissions(contextFile, PosixFilePermissions.fromString("rw-r-----"));
        FileTime time = Files.getLastModifiedTime(contextFile);
        control.keepDown(domibus);
        control.keepDown(domibus);
        assertThat(contextFile).content().isNotEqualTo(OWN);
        start(domibus);
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
        assertThat(contextFile).hasContent(OWN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(contextFile))).isEqualTo("rw-r-----");
        assertThat(Files.getLastModifiedTime(contextFile).toMillis()).isEqualTo(time.toMillis());
        try (Stream<Path> beside = Files.list(contextFile.getParent())) {
            assertThat(beside).containsExactly(contextFile);
        }
        tomcat.restart(contextFile, war);
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void one_without_a_context_file_is_outranked_by_ours_which_goes_with_the_start() throws Exception {
        DomibusDeployment domibus = deployed("STOPPED");
        control.keepDown(domibus);
        assertThat(contextFile).exists();
        assertThat(modules.findDomibus(Optional.empty())).isEqualTo(domibus);
        start(domibus);
        assertThat(contextFile).doesNotExist();
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void a_process_that_died_before_the_last_step_has_done_nothing_and_the_next_does_it_all() throws IOException {
        DomibusDeployment domibus = byContextFile("STOPPED");
        Files.writeString(contextFile.resolveSibling("domibus.xml.domibus-backup"), "half");
        Files.writeString(contextFile.resolveSibling("domibus.xml.domibus-backup.part"), "half");
        control.keepDown(domibus);
        KeptDown.Note note = kept.held().orElseThrow();
        assertThat(note.kept()).hasContent(OWN);
        // as if the last step were yet to come
        Files.copy(note.kept(), contextFile, StandardCopyOption.REPLACE_EXISTING);
        assertThat(kept.held()).isEmpty();
        tomcat.restart(contextFile, war);
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
    }

    @Test
    void a_process_that_died_after_the_first_step_of_the_way_back_has_done_all() throws IOException {
        DomibusDeployment domibus = byContextFile("STOPPED");
        control.keepDown(domibus);
        Files.move(kept.held().orElseThrow().kept(), contextFile,
                StandardCopyOption.REPLACE_EXISTING);
        tomcat.restart(contextFile, war);
        assertThat(modules.state("domibus")).isEqualTo(DeploymentState.RUNNING);
        assertThat(modules.findDomibus(Optional.empty())).isEqualTo(domibus);
    }

    @Test
    void a_running_one_is_refused_and_left_alone() throws IOException {
        DomibusDeployment domibus = byContextFile("STARTED");
        assertThatThrownBy(() -> control.keepDown(domibus)).hasMessageContaining("DB-RST-102");
        assertThat(contextFile).hasContent(OWN);
        assertThat(kept.held()).isEmpty();
    }

    @Test
    void its_war_is_replaced_meanwhile_by_one_of_the_same_form() throws IOException {
        DomibusDeployment domibus = byContextFile("STOPPED");
        control.keepDown(domibus);
        WarReplacement.replace(domibus, Files.writeString(base.resolve("other"), "new"));
        assertThat(war).hasContent("new");
        Path folder = Files.createDirectories(base.resolve("exploded"));
        assertThatThrownBy(() -> WarReplacement.replace(domibus, folder)).hasMessageContaining("DB-RST-101");
        assertThat(war).hasContent("new");
    }

    private void start(DomibusDeployment domibus) throws Exception {
        control.start(domibus).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
