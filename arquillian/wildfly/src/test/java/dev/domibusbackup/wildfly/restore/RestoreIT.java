package dev.domibusbackup.wildfly.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.domibus.DomibusDomain;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.site.Destruction;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.harness.site.Snapshot;

/** An installation that was ruined comes back as it was, and a restore is itself taken back by its safety set. */
class RestoreIT {

    @TempDir
    private static Path folder;
    private static Site site;
    private static Restores restores;
    private static String set;
    private static Snapshot before;

    @BeforeAll
    static void takeASet() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50)).start();
        restores = new Restores(site);
        site.otherApplication().send(Restores.OUT_JNDI, 300, "size=1024");
        site.otherApplication().send(Restores.DLQ_JNDI, 20);
        site.otherApplication().send(Restores.DLQ_JNDI, 5, "delayMillis=3600000");
        before = restores.snapshot();
        set = restores.backUp("{\"label\":\"before\"}");
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Tag("every-server")
    @Test
    void everything_comes_back_and_the_safety_set_takes_the_restore_back() {
        String version = site.domibus().version();
        new Destruction(site).upgrade();
        new Destruction(site).everything();
        Snapshot broken = restores.snapshot();
        assertThat(before.differences(broken)).isNotEmpty();
        assertThat(site.domibus().version()).isEqualTo(Destruction.NEWER).isNotEqualTo(version);

        JsonNode job = restores.restore(set, 0);
        assertThat(before.differences(restores.snapshot())).isEmpty();
        assertThat(site.domibus().version()).isEqualTo(version);
        assertThat(job.at("/report/application/versionNow").asText()).isEqualTo(Destruction.NEWER);
        assertThat(site.domibus().agreement()).allSatisfy(
                domain -> assertThat(domain.path("rowsWithoutFile")).isEmpty());
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
        String safety = job.at("/report/safetySet").asText();
        assertThat(StreamSupport.stream(job.at("/report/databases").spliterator(), false))
                .allMatch(schema -> schema.path("done").asBoolean());
        assertThat(site.api().get("/backups").body()).contains(safety);

        restores.restore(safety, 0);
        assertThat(broken.differences(restores.snapshot())).isEmpty();
        assertThat(site.domibus().version()).isEqualTo(Destruction.NEWER);
        restores.restore(set, 0);
        assertThat(before.differences(restores.snapshot())).isEmpty();
        assertThat(site.domibus().version()).isEqualTo(version);
    }

    @Test
    void files_that_domibus_purges_by_age_are_of_the_moment_before_its_start_when_asked_for() throws IOException {
        JsonNode job = restores.end(restores.start(set, Restores.confirmed(set, 0,
                ",\"components\":[\"payloads\"],\"fileTimes\":\"refresh\"")), "completed");

        DomibusDomain domain = site.installation().domains().get(0);
        Instant unpacked = ended(job, "restore-files");
        assertThat(times(domain.temporary())).isNotEmpty().allMatch(unpacked::isBefore);
        assertThat(times(domain.fileSystemMessages())).isNotEmpty().allMatch(unpacked::isBefore);
        assertThat(times(domain.payloads())).isNotEmpty().noneMatch(unpacked::isBefore);
        restores.restore(set, 0);
        assertThat(before.differences(restores.snapshot())).isEmpty();
    }

    private static Instant ended(JsonNode job, String step) {
        return StreamSupport.stream(job.at("/executions/0/steps").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(step))
                .map(one -> Instant.parse(one.path("endedAt").asText())).findFirst().orElseThrow();
    }

    private static List<Instant> times(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).map(file -> file.toFile().lastModified())
                    .map(Instant::ofEpochMilli).toList();
        }
    }

    @Test
    void a_rehearsal_says_what_would_change_and_changes_nothing() {
        new Destruction(site).everything();
        Snapshot broken = restores.snapshot();

        JsonNode job = restores.run(set, "{\"rehearsal\":true,\"deep\":true}");
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        assertThat(broken.differences(restores.snapshot())).isEmpty();
        assertThat(job.at("/executions/0/steps")).extracting(step -> step.path("name").asText())
                .containsExactly("preflight", "rehearse");
        assertThat(job.at("/report/databases/0/added")).extracting(JsonNode::asText)
                .containsExactly("TB_OF_THE_NEWER_VERSION");
        assertThat(job.at("/report/databases/0/missing")).extracting(JsonNode::asText)
                .containsExactly("TB_PART_INFO");
        assertThat(job.at("/report/deep")).isNotEmpty().allSatisfy(
                check -> assertThat(check.path("result").asText()).isEqualTo("ok"));
        assertThat(job.at("/report/price/receivedSince").isNumber()).isTrue();

        restores.restore(set, 0);
        assertThat(before.differences(restores.snapshot())).isEmpty();
    }

    @Test
    void a_restore_that_is_not_confirmed_changes_nothing() {
        ApiAnswer missing = site.api().post("/backups/" + set + "/restores", "{}");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.json().path("code").asText()).isEqualTo("DB-RST-060");
        ApiAnswer wrong = site.api().post("/backups/" + set + "/restores",
                "{\"confirm\":{\"set\":\"20200101T000000000Z\"}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(site.api().get("/quiet-window").status()).isEqualTo(404);
    }
}
