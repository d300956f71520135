package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.TomEESite;

/** The whole, without messages: a backup of a running Domibus inside TomEE. */
class BackupIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String WITHOUT_MESSAGES = "{\"without\":[\"messages\"],\"label\":\"first\"}";

    @TempDir
    private static Path folder;
    private static TomEESite site;

    @BeforeAll
    static void makeSite() {
        site = TomEESite.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50)).start();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void a_backup_ends_in_a_sealed_set_that_verifies_and_domibus_is_back() {
        assertThat(site.domibus().answers()).isTrue();

        JsonNode backup = await(site.api().startBackup(WITHOUT_MESSAGES));
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).startsWith("completed");
        assertThat(site.domibus().answers()).isTrue();

        String set = backup.path("set").asText();
        for (String artifact : new String[] {"databases/domibus.sql.gz", "configuration.tar.gz", "plugins.tar.gz",
            "server/settings.tar.gz", "server/startup-arguments.txt", "application/domibus.war"}) {
            assertThat(site.repository().resolve(set).resolve(artifact)).isNotEmptyFile();
        }
        JsonNode verification = await(site.api().post("/backups/" + set + "/verifications"));
        assertThat(verification.path("state").asText()).as(verification.toPrettyString()).isEqualTo("completed");
        assertThat(Files.exists(site.repository().resolve(set).resolve("messages"))).isFalse();
    }

    private static JsonNode await(ApiAnswer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return site.api().awaitJob(started.locationId(), BOUND);
    }
}
