package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.rest.BackupApi;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.WildFlyServer;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.StandIn;

/** The component {@code server}: what a fresh server needs, and Domibus enabled in it. */
class ServerSettingsIT {

    @TempDir
    private static Path folder;
    private static Site site;

    @BeforeAll
    static void makeSite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus).start();
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void domibus_answers_on_a_fresh_server_made_from_the_set_as_its_instructions_say() throws IOException {
        SealedSet set = new Backups(site).take("{}");
        site.server().kill();
        try (WildFlyServer fresh = WildFlyServer.create(folder.resolve("fresh"))) {
            String commands = new Instructions(set.instructions()).commands("4. Application server");
            assertThat(commands).contains("SERVER=/opt/wildfly\n");
            set.sh(commands.replace("SERVER=/opt/wildfly\n", "SERVER='" + fresh.home().folder() + "'\n"));
            fresh.start(properties(set.folder().resolve("server/startup-arguments.txt")), List.of());

            assertThat(fresh.management().bootErrors().asList()).isEmpty();
            assertThat(fresh.management(Operations.createReadAttributeOperation(
                    Management.address("deployment", Site.DOMIBUS), "enabled")).asBoolean()).isTrue();
            assertThat(new StandIn(fresh).answers()).isTrue();
            assertThat(BackupApi.at(fresh.uri("/")).as(Site.OPERATOR, Site.OPERATOR_PASSWORD).get("/installation")
                    .status()).isEqualTo(200);
        }
    }

    /** Those that do not come from the start script by themselves. */
    private static Map<String, String> properties(Path arguments) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : Files.readAllLines(arguments)) {
            int equals = line.indexOf('=');
            if (line.matches("-D(?!jboss\\.|org\\.jboss\\.|logging\\.).*") && equals > 0) {
                properties.put(line.substring(2, equals), line.substring(equals + 1));
            }
        }
        assertThat(properties).containsKey("domibus.config.location");
        return properties;
    }
}
