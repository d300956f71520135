package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;

/** The whole, without messages: a backup of a Domibus that runs inside TomEE. */
class BackupIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    @Test
    void a_backup_ends_in_a_sealed_set_that_verifies_and_domibus_is_back() throws IOException {
        assertThat(SHARED.site().domibus().answers()).isTrue();

        ApiAnswer started = SHARED.site().api().startBackup(SharedSite.WITHOUT_MESSAGES);
        assertThat(started.header("Location")).as("where the client asked").isEqualTo(
                SHARED.site().server().uri("/domibus-backup/api/jobs/").toString() + started.locationId());
        JsonNode backup = SHARED.end(started);
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).isEqualTo("completed");
        assertThat(SHARED.site().domibus().answers()).isTrue();

        assertThat(ends(backup.path("id").asText())).containsExactly("ok");

        Path set = SHARED.site().repository().resolve(backup.path("set").asText());
        assertThat(files(set)).contains("databases/domibus.sql.gz", "configuration.tar.gz", "plugins.tar.gz",
                "payloads/default-payload.tar.gz", "server/settings.tar.gz", "server/deployments.tar.gz",
                "server/startup-arguments.txt", "server/logs.tar.gz", "application/domibus.war", "SHA256SUMS",
                "RESTORE.md", "manifest.json").noneMatch(file -> file.startsWith("messages"));
        assertThat(set.resolve("application/domibus.war")).hasSameBinaryContentAs(SHARED.site().war());

        JsonNode verification = SHARED.end(
                SHARED.site().api().post("/backups/" + set.getFileName() + "/verifications"));
        assertThat(verification.path("state").asText()).as(verification.toPrettyString()).isEqualTo("completed");
    }

    @Test
    void messages_are_refused_before_domibus_is_stopped_and_never_left_out_silently() {
        JsonNode backup = SHARED.end(SHARED.site().api().startBackup("{}"));
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).isEqualTo("failed");
        assertThat(backup.path("problems").findValuesAsText("code")).containsExactly("DB-SRV-023");
        assertThat(backup.path("executions").path(0).path("steps")).hasSize(1);
        assertThat(ends(backup.path("id").asText())).containsExactly("DB-SRV-023");
        assertThat(SHARED.site().domibus().answers()).isTrue();
    }

    @Test
    void the_installation_tells_server_application_and_database() {
        ApiAnswer answer = SHARED.site().api().get("/installation");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode installation = answer.json();
        assertThat(installation.path("server").path("kind").asText()).isEqualTo("tomcat");
        assertThat(installation.path("server").path("product").asText()).isEqualTo("TomEE");
        assertThat(installation.path("server").path("version").asText()).isEqualTo("9.0.0");
        assertThat(installation.path("deployment").path("name").asText()).isEqualTo("domibus");
        assertThat(installation.path("deployment").path("contextRoot").asText()).isEqualTo("/domibus");
        assertThat(installation.path("deployment").path("archive").asText()).isEqualTo(SHARED.site().war().toString());
        assertThat(installation.path("domibus").path("problems")).as(answer.body()).isEmpty();
        SHARED.site().installation().secrets().forEach(secret -> assertThat(answer.body()).doesNotContain(secret));
    }

    @Test
    void health_is_well_while_domibus_runs() {
        ApiAnswer answer = SHARED.site().api().get("/health");
        assertThat(answer.json().path("domibus").asText()).as(answer.body()).isEqualTo("running");
    }

    /** How the audit says that a job has ended. */
    private static List<String> ends(String job) {
        List<String> results = new ArrayList<>();
        for (JsonNode entry : SHARED.site().api().get("/audit").json()) {
            if (entry.path("action").asText().equals("domibus-backup.end") && entry.path("subject").asText().equals(job)) {
                results.add(entry.path("result").asText());
            }
        }
        return results;
    }

    private static List<String> files(Path set) {
        try (Stream<Path> tree = Files.walk(set)) {
            return tree.filter(Files::isRegularFile).map(file -> set.relativize(file).toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
