package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.site.Site;

/** Messages of a set into the queues of an installation whose Domibus is stopped, as for an upgrade. */
class PortIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final String DLQ = "DomibusDLQ";
    private static final String DLQ_JNDI = "java:/jms/domibus.DLQ";
    private static final int OUT_MESSAGES = 2500;
    private static final int DLQ_MESSAGES = 25;

    @TempDir
    private static Path folder;
    private static Site site;
    private static String set;

    @BeforeAll
    static void takeASet() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(1).rows(1)).start();
        site.otherApplication().send(OUT_JNDI, OUT_MESSAGES, "size=1024", "prefix=out");
        site.otherApplication().send(DLQ_JNDI, DLQ_MESSAGES - 5, "prefix=dead");
        site.otherApplication().send(DLQ_JNDI, 5, "prefix=later", "delayMillis=3600000");
        JsonNode backup = site.api().awaitJob(site.api()
                .startBackup("{\"components\":[\"messages\"],\"after\":\"stay-stopped\"}").locationId(), BOUND);
        assertThat(backup.path("state").asText()).as(backup.toPrettyString()).isEqualTo("completed");
        set = backup.path("set").asText();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @BeforeEach
    void emptyQueues() {
        queues().clear(OUT);
        queues().clear(DLQ);
        assertThat(queues().count(OUT)).isZero();
        assertThat(queues().count(DLQ)).isZero();
    }

    @Test
    void empty_queues_get_every_message_once_and_the_report_counts_them() {
        JsonNode job = port("{}");

        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertImported();
        JsonNode out = queue(job, OUT);
        assertThat(out.path("decision").asText()).isEqualTo("import");
        assertThat(out.path("imported").asInt()).isEqualTo(OUT_MESSAGES).isEqualTo(out.path("toImport").asInt());
        assertThat(out.path("existing").asInt()).isZero();
        assertThat(queue(job, DLQ).path("imported").asInt()).isEqualTo(DLQ_MESSAGES);
        assertThat(job.path("paused")).isEmpty();
    }

    private static void assertImported() {
        assertThat(queues().count(OUT)).isEqualTo(OUT_MESSAGES);
        assertThat(queues().count(DLQ)).isEqualTo(DLQ_MESSAGES);
        assertThat(queues().scheduled(DLQ)).isEqualTo(5);
        assertThat(ids(OUT)).containsExactlyElementsOf(
                IntStream.range(0, OUT_MESSAGES).mapToObj(i -> "out-" + i).toList());
    }

    private static JsonNode port(String body) {
        ApiAnswer started = site.api().post("/backups/" + set + "/ports", body);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return site.api().awaitJob(started.locationId(), BOUND);
    }

    private static JsonNode queue(JsonNode job, String resource) {
        return StreamSupport.stream(job.at("/report/queues").spliterator(), false)
                .filter(queue -> queue.path("from").asText().equals("jms.queue." + resource)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + resource + " in " + job.toPrettyString()));
    }

    private static List<String> ids(String queue) {
        return queues().list(queue).stream().map(message -> message.get("MESSAGE_ID").asString()).toList();
    }

    private static Queues queues() {
        return site.server().queues();
    }
}
