package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;
import dev.domibusbackup.server.tomee.FakeTomcat.Manner;

class WebModulesTest {

    @TempDir
    private Path base;
    private final FakeTomcat tomcat = new FakeTomcat();

    private WebModules modules() {
        return new WebModules(tomcat.catalina(), base, new KeptDown(base.resolve("data")));
    }

    private FakeTomcat domibus(String path, Map<String, String> attributes) {
        return tomcat.module(path, "STARTED", attributes, Manner.WELL);
    }

    @Test
    void the_war_outside_of_webapps_is_the_archive_although_tomcat_has_unpacked_it() throws IOException {
        Path context = Files.createDirectories(base.resolve("conf/Catalina/localhost")).resolve("domibus.xml");
        Files.writeString(context, "<Context/>");
        domibus("/domibus", Map.of("originalDocBase", "/opt/wars/domibus-tomcat.war",
                "docBase", base + "/webapps/domibus", "configFile", context.toUri().toString()));
        assertThat(modules().findDomibus(Optional.empty())).isEqualTo(new DomibusDeployment("domibus",
                "domibus-tomcat.war", HowDeployed.MANAGED, "/domibus", "/opt/wars/domibus-tomcat.war"));
    }

    @Test
    void a_war_in_webapps_is_found_there_and_came_by_the_scanner() {
        domibus("/domibus", Map.of("originalDocBase", "domibus.war", "docBase", base + "/webapps/domibus"));
        DomibusDeployment found = modules().findDomibus(Optional.empty());
        assertThat(found.archive()).isEqualTo(base + "/webapps/domibus.war");
        assertThat(found.how()).isEqualTo(HowDeployed.SCANNER);
    }

    @Test
    void an_exploded_one_is_its_folder() {
        domibus("/domibus", Map.of("docBase", base + "/webapps/domibus"));
        assertThat(modules().findDomibus(Optional.empty()).archive()).isEqualTo(base + "/webapps/domibus");
    }

    @Test
    void other_applications_and_we_ourselves_are_not_domibus() {
        domibus("/", Map.of("docBase", "ROOT"));
        domibus("/domibus-backup", Map.of("docBase", "/apps/ours/domibus-backup"));
        assertThatThrownBy(() -> modules().findDomibus(Optional.empty())).hasMessageContaining("DB-SRV-004");
        domibus("/domibus-test", Map.of("docBase", "domibus-test"));
        assertThat(modules().findDomibus(Optional.empty()).contextRoot()).isEqualTo("/domibus-test");
        domibus("/domibus2", Map.of("docBase", "domibus2"));
        assertThatThrownBy(() -> modules().findDomibus(Optional.empty())).hasMessageContaining("DB-SRV-005")
                .hasMessageContaining("//localhost/domibus2");
    }

    @Test
    void the_settings_name_it_with_or_without_a_slash() {
        domibus("/as4/gateway", Map.of("docBase", "as4"));
        assertThat(modules().findDomibus(Optional.of("/as4/gateway")).name()).isEqualTo("as4#gateway");
        assertThat(modules().findDomibus(Optional.of("as4#gateway")).contextRoot()).isEqualTo("/as4/gateway");
        assertThatThrownBy(() -> modules().findDomibus(Optional.of("x"))).hasMessageContaining("DB-SRV-006")
                .hasMessageContaining("as4#gateway");
    }

    @ParameterizedTest
    @CsvSource({"STARTED,RUNNING", "STARTING_PREP,RUNNING", "STOPPING,RUNNING", "STOPPED,STOPPED", "NEW,STOPPED",
        "FAILED,FAILED"})
    void while_it_starts_or_stops_it_is_not_down(String tomcats, DeploymentState ours) {
        tomcat.module("/domibus", tomcats, Map.of("docBase", "domibus"), Manner.WELL);
        assertThat(modules().state("domibus")).isEqualTo(ours);
        assertThat(modules().state("none")).isEqualTo(DeploymentState.ABSENT);
    }
}
