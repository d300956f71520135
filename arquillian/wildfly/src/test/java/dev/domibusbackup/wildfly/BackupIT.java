package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Site;

/** The whole: a backup of a running Domibus. */
class BackupIT {

    private static final Duration BOUND = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;
    private static Site site;

    @BeforeAll
    static void makeSite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50)).start();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void a_backup_ends_in_a_sealed_set_that_verifies_and_domibus_is_back() throws IOException {
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 10);

        JsonNode backup = await(site.api().startBackup("{\"label\":\"first\"}"));
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).isEqualTo("completed");
        assertThat(site.domibus().answers()).isTrue();

        String set = backup.path("set").asText();
        JsonNode verification = await(site.api().post("/backups/" + set + "/verifications"));
        assertThat(verification.path("state").asText()).as(verification.toPrettyString()).isEqualTo("completed");
        assertThat(noted(set).path("lastVerified").isMissingNode()).isFalse();

        Path dump = site.repository().resolve(set).resolve("databases/domibus.sql.gz");
        byte[] content = Files.readAllBytes(dump);
        content[content.length / 2] ^= 1;
        Files.write(dump, content);
        JsonNode second = await(site.api().post("/backups/" + set + "/verifications"));
        assertThat(second.path("state").asText()).isEqualTo("failed");
        assertThat(second.path("problems").findValuesAsText("code")).contains("DB-SET-010");
        assertThat(second.path("problems").findValuesAsText("fact")).anyMatch(fact -> fact.contains("domibus.sql.gz"));
        assertThat(noted(set).path("lastFailed").isMissingNode()).isFalse();
    }

    private static JsonNode await(ApiAnswer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return site.api().awaitJob(started.locationId(), BOUND);
    }

    private static JsonNode noted(String set) {
        for (JsonNode listed : site.api().get("/backups").json()) {
            if (listed.path("id").asText().equals(set)) {
                return listed;
            }
        }
        throw new AssertionError("the set " + set + " is not listed");
    }
}
