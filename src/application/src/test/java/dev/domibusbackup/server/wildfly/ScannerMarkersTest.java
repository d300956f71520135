package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** By which markers a deployment scanner leaves a stopped deployment alone. */
class ScannerMarkersTest {

    @TempDir
    Path folder;
    private Path war;

    @BeforeEach
    void deploymentThatFailed() throws IOException {
        war = Files.writeString(folder.resolve("domibus.war"), "war");
        Files.writeString(folder.resolve("domibus.war.failed"), "a reason");
    }

    @Test
    void held_it_is_passed_by_whatever_became_of_it() throws IOException {
        DeploymentScanners.hold(war);
        DeploymentScanners.hold(war);
        assertThat(names()).containsExactly("domibus.war", "domibus.war.failed", "domibus.war.skipdeploy");
    }

    @Test
    void kept_down_it_is_known_as_undeployed_and_as_nothing_else() throws IOException {
        DeploymentScanners.hold(war);
        DeploymentScanners.keepDown(war);
        DeploymentScanners.keepDown(war);
        assertThat(names()).containsExactly("domibus.war", "domibus.war.undeployed");
        assertThat(folder.resolve("domibus.war.undeployed")).hasContent("domibus.war");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
