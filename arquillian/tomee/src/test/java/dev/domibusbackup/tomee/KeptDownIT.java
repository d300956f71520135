package dev.domibusbackup.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.kill.KillPoint;
import dev.domibusbackup.harness.kill.KillSwitch;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.TomEESite;

/** No stop is persistent on Tomcat: a half restored Domibus must stay down over the death of the server. */
@Tag("full")
class KeptDownIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Pattern RECOVERED = Pattern.compile("Domibus stays stopped in quiet window");
    private static final String OUT = "domibus.backend.jms.outQueue";

    private Path folder;
    private TomEESite site;
    private Path contextFile;

    @BeforeEach
    void prepare() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(BuildOutput.scratch()), "kept-down-");
        site = TomEESite.create(folder.resolve("site"), domibus -> domibus.payloadFiles(5).rows(10));
        contextFile = site.server().home().folder().resolve("conf/Catalina/localhost/domibus.xml");
    }

    @AfterEach
    void end() {
        if (site != null) {
            site.close();
        }
        Folders.delete(folder);
    }

    @Test
    void after_the_first_change_and_a_kill_domibus_stays_down_until_the_restarted_job_has_ended() throws Exception {
        site.start();
        Await.until("the broker", BOUND, site.queues()::answers);
        byte[] context = Files.readAllBytes(contextFile);
        byte[] war = Files.readAllBytes(site.war());
        try (Backend backend = new Backend(site.broker())) {
            backend.send(OUT, 20, message -> { });
        }
        String set = completed(site.api().startBackup("{}")).path("set").asText();
        Await.until("the broker again", BOUND, site.queues()::answers);
        try (Backend backend = new Backend(site.broker())) {
            backend.take(OUT, 20);
        }
        site.server().stop();
        change(site.war());
        KillSwitch death = KillSwitch.at(folder.resolve("kill"), KillPoint.A_FOLDER_IS_AWAY, 1);
        site.start(death.argument());

        ApiAnswer started = restore(set, "\"messages\",\"application\"");
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        String job = started.locationId();
        death.await(BOUND);
        site.server().kill();

        site.start();
        assertThat(site.domibus().answers()).as("started, to be stopped again").isFalse();
        assertStaysDown(job);

        completed(site.api().post("/jobs/" + job + "/restart"), job);
        assertThat(site.domibus().answers()).isTrue();
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
        Await.until("the broker again", BOUND, site.queues()::answers);
        assertThat(site.queues().count(OUT)).isEqualTo(20);
        assertThat(site.war()).hasBinaryContent(war);
        assertThat(contextFile).hasBinaryContent(context);
        try (Stream<Path> beside = Files.list(contextFile.getParent())) {
            assertThat(beside.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.contains("domibus-backup"));
        }
        site.server().restart();
        assertThat(site.domibus().answers()).as("also after the next start").isTrue();
    }

    /** Tomcat removes files of an application from webapps when its context file changes. */
    @Test
    void a_war_in_webapps_stays_where_it_is() throws Exception {
        Path war = site.server().home().folder().resolve("webapps/domibus.war");
        Files.move(site.war(), war);
        String context = Files.readString(contextFile).replaceFirst("docBase=\"[^\"]*\"", "");
        Files.writeString(contextFile, context);
        byte[] content = Files.readAllBytes(war);
        site.start();
        Await.until("the broker", BOUND, site.queues()::answers);
        String set = completed(site.api().startBackup("{}")).path("set").asText();
        completed(restore(set, "\"messages\""));
        assertThat(site.domibus().answers()).isTrue();
        assertThat(war).hasBinaryContent(content);
        assertThat(contextFile).hasContent(context);
        // ours was there meanwhile
        assertThat(site.server().log().find(Pattern.compile("in the appBase will be ignored"))).isPresent();
    }

    private void assertStaysDown(String job) {
        site.server().awaitLog(RECOVERED, BOUND);
        assertThat(site.domibus().answers()).isFalse();
        assertThat(site.queues().answers()).as("its broker").isFalse();
        assertThat(contextFile.resolveSibling("domibus.xml.domibus-backup")).exists();
        JsonNode window = site.api().get("/quiet-window").json();
        assertThat(window.path("job").asText()).as(window.toPrettyString()).isEqualTo(job);
        assertThat(window.hasNonNull("changedAt")).isTrue();
        assertThat(window.at("/problem/code").asText()).isEqualTo("DB-RST-080");
        assertThat(site.api().delete("/quiet-window").problemCode()).isEqualTo("DB-RST-080");
        JsonNode deployment = site.api().get("/installation").json().path("deployment");
        assertThat(deployment.path("name").asText()).isEqualTo("domibus");
        assertThat(deployment.path("archive").asText()).isEqualTo(site.war().toString());
    }

    private ApiAnswer restore(String set, String components) {
        return site.api().post("/backups/" + set + "/restores",
                "{\"components\":[" + components + "],\"confirm\":{\"set\":\"" + set + "\"}}");
    }

    private JsonNode completed(ApiAnswer started) {
        return completed(started, started.locationId());
    }

    private JsonNode completed(ApiAnswer started, String job) {
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        JsonNode end = site.api().awaitJob(job, BOUND);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).startsWith("completed");
        return end;
    }

    /** Another WAR, which works as well. */
    private static void change(Path war) throws Exception {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            Files.writeString(inside.getPath("/META-INF/another"), "another");
        }
    }
}
