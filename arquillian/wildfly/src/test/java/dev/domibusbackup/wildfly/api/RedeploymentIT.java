package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.database.HeldDump;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.wildfly.leak.Remains;

/** Our EAR is undeployed and deployed while the server runs. */
class RedeploymentIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String EAR = BuildOutput.ear().getFileName().toString();

    @TempDir
    private static Path folder;

    @Test
    void undeployed_inside_the_quiet_window_domibus_comes_back_and_the_job_can_be_restarted() {
        Site site = SHARED.site();
        String id;
        try (HeldDump held = SHARED.dump().hold()) {
            id = site.api().startBackup("{\"label\":\"redeployed\"}").locationId();
            held.awaitHeld();
            assertThat(site.domibus().answers()).isFalse();
            SHARED.undeploy(EAR);
        }
        assertThat(site.server().log().find(Pattern.compile("DB-QUIET-013.*stays stopped")))
                .as("who undeploys is told that Domibus stays stopped").isPresent();
        SHARED.deploy(EAR);

        Await.until("Domibus after the deployment", BOUND, () -> site.domibus().answers());
        Await.until("the end of the window", BOUND, () -> site.api().get("/quiet-window").status() == 404);
        assertThat(site.server().queues().isPaused("DomibusDLQ")).isFalse();
        JsonNode left = site.api().awaitJob(id, BOUND);
        assertThat(left.path("state").asText()).as(left.toPrettyString()).isIn("stopped", "failed", "interrupted");

        assertThat(site.api().post("/jobs/" + id + "/restart").status()).isEqualTo(202);
        JsonNode ended = site.api().awaitJob(id, BOUND);
        assertThat(ended.path("state").asText()).as(ended.toPrettyString()).startsWith("completed");
        assertThat(site.repository().resolve(ended.path("set").asText()).resolve("manifest.json")).exists();
        assertThat(site.domibus().answers()).isTrue();
    }

    @Test
    void undeployed_it_leaves_no_thread_no_class_loader_no_process_and_no_temporary_file() {
        Site site = SHARED.site();
        site.api().awaitJob(site.api().startBackup("{}").locationId(), BOUND);

        SHARED.undeploy(EAR);
        try {
            // the JDK's HTTP client ends its thread when the collector has found the client
            Remains remains = new Remains(site.server());
            Await.until("the end of our threads", BOUND, () -> {
                remains.classLoaders();
                return remains.threads().isEmpty();
            });
            assertThat(remains.holders(folder.resolve("undeployed.hprof")).leaks()).isEmpty();
            assertThat(ProcessHandle.of(site.server().pid()).orElseThrow().descendants()).isEmpty();
            assertThat(temporaryFiles(site)).isEmpty();
        } finally {
            SHARED.deploy(EAR);
        }
        assertThat(site.api().get("/health").json().path("well").asBoolean()).isTrue();
    }

    private static List<Path> temporaryFiles(Site site) {
        try (Stream<Path> files = Files.walk(site.server().home().folder().resolve("standalone/tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("domibus-backup")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
