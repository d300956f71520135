package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/** What a restore is most needed for: hardly anything is left of the installation. */
class BrokenInstallationIT {

    @TempDir
    private static Path folder;
    private static Site site;
    private static Restores restores;

    @BeforeAll
    static void startASite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(20)).start();
        restores = new Restores(site);
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void a_domibus_without_schema_and_configuration_that_fails_to_start_comes_back() throws Exception {
        site.otherApplication().send(Restores.DLQ_JNDI, 20);
        Snapshot before = restores.snapshot();
        String set = restores.backUp("{}");
        ModelNode domibus = Operations.createAddress("deployment", Site.DOMIBUS);
        site.server().management(Operations.createOperation("undeploy", domibus));
        dropSchemas();
        delete(site.installation().configuration());
        assertThatThrownBy(() -> site.server().management(Operations.createOperation("deploy", domibus)))
                .isInstanceOf(RuntimeException.class);

        JsonNode rehearsal = restores.run(set, "{\"rehearsal\":true}");
        assertThat(rehearsal.path("state").asText()).as(rehearsal.toPrettyString()).startsWith("completed");

        JsonNode job = restores.restore(set, 0);

        assertThat(before.differences(restores.snapshot())).as(job.toPrettyString()).isEmpty();
        // what was gone is not in the safety set; what was there is
        assertThat(Restores.warnings(job)).contains("DB-RST-133");
        JsonNode safety = site.api().get("/backups/" + job.at("/report/safetySet").asText()).json();
        assertThat(StreamSupport.stream(safety.findValue("components").spliterator(), false).map(JsonNode::asText))
                .contains("payloads", "messages", "application").doesNotContain("databases", "configuration");
    }

    private static void dropSchemas() throws SQLException {
        try (Connection root = site.database().rootConnection(); Statement statement = root.createStatement()) {
            for (String schema : site.installation().schemas()) {
                statement.execute("DROP DATABASE `" + schema + "`");
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
