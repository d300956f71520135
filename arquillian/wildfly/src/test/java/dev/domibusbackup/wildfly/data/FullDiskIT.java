package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** A repository without room, and one in a wrong place. */
class FullDiskIT {

    private static final Duration BOUND = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;
    private static Site site;
    private static SmallDisk disk;
    private static Backups backups;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50))
                .with("domibus.backup.repository.reserve-mib", "1");
        disk = SmallDisk.of(site);
        backups = new Backups(site);
        site.start();
    }

    @AfterAll
    static void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_disk_that_fills_up_in_the_quiet_window_fails_the_job_brings_domibus_back_and_a_restart_completes()
            throws IOException {
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 50, "size=10000");
        site.otherApplication().send("java:/jms/domibus.internal.alert.queue", 1, "action=block");
        Await.until("work that blocks", BOUND,
                () -> site.server().queues().delivering("DomibusAlertMessageQueue") == 1);
        String job = backups.start("{\"without\":[\"server\",\"application\",\"plugins\"]}");
        backups.awaitStep(job, "open-quiet-window");
        disk.fill();
        Files.createFile(site.installation().standIn().resolve("release"));

        JsonNode end = backups.failed(job);
        // which one depends on who writes first: an artifact, a dump, a listing or the ledger
        assertThat(Backups.errors(end)).isNotEmpty().isSubsetOf("DB-SET-006", "DB-SQL-028", "DB-FILE-005")
                .allSatisfy(code -> assertThat(Backups.texts(end, code)).allSatisfy(text -> assertThat(text)
                        .contains(disk.reason()).containsPattern("[Mm]ake (room|space)")));
        assertThat(site.domibus().answers()).isTrue();
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
        String set = end.path("set").asText();
        assertThat(disk.folder().resolve(set)).doesNotExist();

        disk.makeRoom();
        assertThat(restart(job)).startsWith("completed");
        SealedSet.of(disk.folder().resolve(set)).assertWhole();
    }

    @Test
    void a_disk_that_is_too_small_is_found_before_anything_is_touched() {
        String setting = "domibus.backup.repository.reserve-mib";
        set(setting, Long.toString(900_000_000));
        try {
            JsonNode end = refused();
            assertThat(Backups.errors(end)).containsExactly("DB-SET-007");
            assertThat(Backups.texts(end, "DB-SET-007").get(0)).contains(site.repository().toString(), "Make room");
        } finally {
            set(setting, "1");
        }
    }

    @Test
    void a_repository_inside_a_folder_that_is_backed_up_is_found_before_anything_is_touched() throws IOException {
        String setting = "domibus.backup.repository.path";
        try {
            for (Path place : List.of(site.installation().configuration(),
                    site.installation().domains().get(0).payloads())) {
                Path inside = place.resolve("repository");
                set(setting, inside.toString());
                ApiAnswer refused = site.api().startBackup("{}");
                assertThat(refused.status()).as(refused.body()).isEqualTo(409);
                assertThat(refused.problemCode()).isEqualTo("DB-SET-009");
                assertThat(refused.body()).contains(inside.toString(), place.toString(), setting);
                assertThat(inside).doesNotExist();

                Files.createDirectories(inside.resolve(".catalog"));
                JsonNode end = refused();
                assertThat(Backups.errors(end)).as("one that exists already").containsExactly("DB-SET-009");
                Folders.delete(inside);
            }
        } finally {
            set(setting, site.repository().toString());
        }
    }

    private static String restart(String job) {
        assertThat(site.api().post("/jobs/" + job + "/restart").status()).isEqualTo(202);
        Await.until("the second execution", BOUND,
                () -> site.api().job(job).json().path("executions").size() == 2);
        JsonNode end = backups.end(job);
        return end.path("state").asText();
    }

    private static JsonNode refused() {
        String job = backups.start("{}");
        JsonNode end = backups.failed(job);
        assertThat(backups.steps(job)).containsExactly("preflight");
        assertThat(site.domibus().answers()).isTrue();
        return end;
    }

    /** Sets a system property of the running server. */
    private static void set(String property, String value) {
        ModelNode address = Management.address("system-property", property);
        ModelNode operation = site.server().management().exists(address)
                ? Operations.createWriteAttributeOperation(address, "value", value)
                : Operations.createAddOperation(address);
        operation.get("value").set(value);
        site.server().management(operation);
    }
}
