package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomibusVersionTest {

    @TempDir
    Path root;

    @Test
    void the_running_applications_answer_is_understood() {
        DomibusVersion version = DomibusVersion.ofApplicationInfo(
                "{\"version\":\"domibus-MSH Version [5.2-SNAPSHOT] Build-Time [2023-11-21 10:00|UTC]\",\"x\":[]}");
        assertThat(version.version()).isEqualTo("5.2-SNAPSHOT");
        assertThat(version.buildTime()).contains("2023-11-21 10:00|UTC");
        assertThat(version.major()).isEqualTo(5);
        assertThat(DomibusVersion.ofApplicationInfo("{\"version\":\"5.1.1\"}").buildTime()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "[]", "{\"version\":\"unknown\"}", ""})
    void another_answer_is_a_problem(String answer) {
        assertThatThrownBy(() -> DomibusVersion.ofApplicationInfo(answer)).hasMessageContaining("DB-DOM-033");
    }

    @Test
    void the_war_tells_by_build_information_then_manifest_then_library() {
        Tree tree = Tree.in(root);
        assertThat(tree.read().version().orElseThrow().version()).isEqualTo("5.1.1");
        tree.war.put("META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Version: 5.1.2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(tree.read().version().orElseThrow().version()).isEqualTo("5.1.2");
        tree.war.put("WEB-INF/classes/eu/domibus/domibus.properties",
                "Artifact-Version=5.1.3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(tree.read().version().orElseThrow().version()).isEqualTo("5.1.3");
        tree.war.clear();
        assertThat(tree.read().warnings()).extracting("code").contains("DB-DOM-032");
    }
}
