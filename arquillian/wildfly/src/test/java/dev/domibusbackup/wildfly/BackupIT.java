package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_backup_ends_in_a_sealed_set_and_domibus_is_back() {
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 10);

        ApiAnswer started = site.api().startBackup("{\"label\":\"first\"}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);

        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertThat(site.domibus().answers()).isTrue();
    }
}
