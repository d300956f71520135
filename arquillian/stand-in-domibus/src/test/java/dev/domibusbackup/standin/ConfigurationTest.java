package dev.domibusbackup.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    Path folder;

    @BeforeEach
    void point_to_the_folder() {
        System.setProperty("domibus.config.location", folder.toString());
    }

    @AfterEach
    void point_nowhere() {
        System.clearProperty("domibus.config.location");
    }

    @Test
    void without_a_configuration_folder_there_is_no_start() {
        System.clearProperty("domibus.config.location");
        assertThatThrownBy(Configuration::read).hasMessageContaining("domibus.config.location is not set");
    }

    @Test
    void nested_placeholders_resolve_from_the_inside() throws IOException {
        write("domibus.properties", """
                domibus.database.schema=domibus
                work=/data/work
                domibus.attachment.storage.location=${unset:${work:${domibus.config.location}}}/payloads
                """);
        assertThat(Configuration.read().payloadFolder("default")).contains(Path.of("/data/work/payloads"));
    }

    @Test
    void a_plugin_setting_in_domibus_properties_loses_against_the_plugins_own_jar() throws IOException {
        write("domibus.properties", "fsplugin.messages.sent.action=archive\n");
        Files.createDirectories(folder.resolve("plugins/lib"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugins/lib/fs.jar")))) {
            jar.putNextEntry(new JarEntry("config/fs-plugin-default.properties"));
            jar.write("fsplugin.messages.sent.action=delete".getBytes());
            jar.putNextEntry(new JarEntry("config/tomcat/fs-plugin.properties"));
            jar.write("fsplugin.messages.sent.action=wrong-server".getBytes());
        }
        assertThat(Configuration.read().get("fsplugin.messages.sent.action")).isEqualTo("delete");
    }

    @Test
    void a_system_property_wins_over_every_file() throws IOException {
        write("domibus.properties", "standin.start.seconds=1\n");
        System.setProperty("standin.start.seconds", "7");
        try {
            assertThat(Configuration.read().get("standin.start.seconds")).isEqualTo("7");
        } finally {
            System.clearProperty("standin.start.seconds");
        }
    }

    @Test
    void tenants_are_the_folders_with_a_property_file_of_their_own() throws IOException {
        write("domibus.properties", "domibus.database.general.schema=general\ndomibus.database.schema=not-asked\n");
        write("domains/red/red-domibus.properties", "red.domibus.database.schema=domibus_red\n");
        Files.createDirectories(folder.resolve("domains/left-over"));
        Configuration configuration = Configuration.read();
        assertThat(configuration.domains()).containsExactly("red");
        assertThat(configuration.schema("red")).contains("domibus_red");
        assertThat(configuration.payloadFolder("red")).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
