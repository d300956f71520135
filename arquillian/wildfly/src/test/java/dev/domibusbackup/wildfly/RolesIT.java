package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** A server whose management model knows roles: nobody may do anything in it without one. */
@Tag("full")
class RolesIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final int MESSAGES = 200;
    private static final ModelNode ACCESS =
            Management.address("core-service", "management", "access", "authorization");

    @TempDir
    private static Path folder;
    private static Site site;

    @BeforeAll
    static void makeSite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(5)).start();
        site.server().management(Operations.createWriteAttributeOperation(ACCESS, "provider", "rbac"));
        site.server().restart();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void a_backup_of_everything_and_an_import_work_where_the_management_model_asks_for_roles() {
        assertThat(site.server().management().attribute(ACCESS, "provider").asString()).isEqualTo("rbac");
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", MESSAGES);

        JsonNode backup = completed(site.api().startBackup("{}"));
        assertThat(site.domibus().answers()).isTrue();
        assertThat(site.server().queues().clear(OUT)).isEqualTo(MESSAGES);
        JsonNode port = completed(site.api().post("/backups/" + backup.path("set").asText() + "/ports",
                "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true}"));

        assertThat(site.server().queues().count(OUT)).as(port.toPrettyString()).isEqualTo(MESSAGES);
        assertThat(site.server().queues().isPaused(OUT)).isFalse();
    }

    private static JsonNode completed(ApiAnswer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        return job;
    }
}
