package dev.domibusbackup.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import dev.domibusbackup.message.MessageFileReader;

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
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(1).rows(1))
                .with("domibus.backup.messages.chunk-kib", "256").start();
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

    @Test
    void messages_in_a_target_queue_refuse_the_import_and_nothing_is_changed() {
        site.otherApplication().send(DLQ_JNDI, 3, "prefix=own");

        JsonNode job = port("{}");
        assertThat(job.path("state").asText()).isEqualTo("failed");
        assertThat(facts(job, "DB-IMP-002")).singleElement().asString().contains(DLQ, "3 messages");
        assertThat(queue(job, DLQ).path("existing").asInt()).isEqualTo(3);
        assertThat(queues().count(OUT)).isZero();
        assertThat(queues().count(DLQ)).isEqualTo(3);
    }

    @Test
    void kept_messages_stay_before_the_imported_ones() {
        site.otherApplication().send(DLQ_JNDI, 3, "prefix=own");

        JsonNode job = port("{\"existing\":\"keep\",\"queues\":[{\"from\":\"domibus.DLQ\"}]}");
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertThat(ids(DLQ)).startsWith("own-0", "own-1", "own-2", "dead-0").hasSize(3 + DLQ_MESSAGES - 5);
        assertThat(queues().count(DLQ)).isEqualTo(3 + DLQ_MESSAGES);
        assertThat(queue(job, OUT).path("decision").asText()).isEqualTo("skip");
    }

    @Test
    void replaced_messages_are_in_a_sealed_safety_set_that_verifies_and_is_what_was_imported() {
        port("{}");
        site.otherApplication().send(DLQ_JNDI, 3, "prefix=own");

        JsonNode job = port("{\"existing\":\"replace\",\"label\":\"kept\"}");
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertImported();
        String safety = job.at("/report/safetySet").asText();
        assertThat(safety).endsWith("-kept");
        JsonNode manifest = site.api().get("/backups/" + safety).json();
        assertThat(manifest.path("components")).extracting(JsonNode::asText).containsExactly("messages");
        JsonNode verified = site.api().awaitJob(
                site.api().post("/backups/" + safety + "/verifications").locationId(), BOUND);
        assertThat(verified.path("state").asText()).as(verified.toPrettyString()).isEqualTo("completed");
        assertThat(messages(safety, OUT)).containsExactlyElementsOf(messages(set, OUT));
        assertThat(messages(safety, DLQ)).hasSize(DLQ_MESSAGES + 3).containsAll(messages(set, DLQ));
    }

    @Test
    void a_rehearsal_changes_nothing_and_tells_what_would_happen() {
        JsonNode job = port("{\"rehearsal\":true,\"queues\":[{\"from\":\"domibus.DLQ\","
                + "\"selector\":\"MESSAGE_ID LIKE 'dead-1%'\"}]}");

        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertThat(queue(job, DLQ).path("toImport").asInt()).isEqualTo(11);
        assertThat(queue(job, DLQ).path("imported").asInt()).isZero();
        assertThat(queue(job, DLQ).at("/leftOut/0/messages").asInt()).isEqualTo(DLQ_MESSAGES - 11);
        assertThat(queues().count(DLQ)).isZero();
        assertThat(job.at("/executions/0/steps")).extracting(step -> step.path("name").asText())
                .containsExactly("preflight");
    }

    @Test
    void a_chosen_queue_with_a_selector_goes_into_a_queue_of_another_name() {
        JsonNode job = port("{\"queues\":[{\"from\":\"domibus.DLQ\",\"to\":\"" + OUT
                + "\",\"selector\":\"MESSAGE_ID LIKE 'dead-1%'\"}]}");

        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertThat(queues().count(OUT)).isEqualTo(11);
        assertThat(ids(OUT)).allMatch(id -> id.startsWith("dead-1"));
        assertThat(queues().count(DLQ)).isZero();
    }

    @Test
    void a_damaged_message_file_is_found_before_the_first_send() throws IOException {
        Path file = site.repository().resolve(set).resolve("messages/jms.queue." + DLQ + ".jsonl.gz");
        byte[] sound = Files.readAllBytes(file);
        byte[] damaged = sound.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        try {
            JsonNode job = port("{}");
            assertThat(job.path("state").asText()).isEqualTo("failed");
            assertThat(facts(job, "DB-SET-010")).singleElement().asString().contains(DLQ);
            assertThat(queues().count(OUT)).isZero();
        } finally {
            Files.write(file, sound);
        }
    }

    @Test
    void what_cannot_be_done_is_refused_at_once() {
        assertRefused(422, "DB-PORT-007", "{\"queues\":[{\"from\":\"nowhere\"}]}");
        assertRefused(422, "DB-PORT-009", "{\"queues\":[{\"from\":\"domibus.DLQ\",\"to\":\"nowhere\"}]}");
        assertRefused(422, "DB-PORT-016", "{\"queues\":[{\"from\":\"domibus.DLQ\",\"selector\":\"a =\"}]}");
        assertRefused(422, "DB-PORT-002", "{\"rules\":\"none-such\"}");
        assertRefused(400, "DB-API-002", "{\"queue\":[]}");
        assertRefused(400, "DB-API-003", "{\"existing\":\"drop\"}");
        assertRefused(400, "DB-API-003", "{\"queues\":[{\"to\":\"domibus.DLQ\"}]}");
        assertThat(site.api().post("/backups/20200101T000000000Z/ports", "{}").status()).isEqualTo(404);
        assertThat(site.api().as(Site.VIEWER, Site.VIEWER_PASSWORD).post("/backups/" + set + "/ports", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void a_full_queue_stops_the_import_by_name_and_its_restart_sends_the_rest_once() {
        ModelNode limit = Management.address("subsystem", "messaging-activemq", "server", "default",
                "address-setting", "jms.queue.Limited");
        ModelNode add = Operations.createAddOperation(limit);
        add.get("max-size-bytes").set(1_500_000);
        add.get("address-full-policy").set("FAIL");
        site.server().management(add);
        queues().add("Limited", "java:/jms/queue/Limited");
        String choice = "\"queues\":[{\"from\":\"" + OUT + "\",\"to\":\"Limited\"}]}";

        JsonNode job = port("{\"onFailure\":\"hold\"," + choice);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("failed");
        assertThat(facts(job, "DB-SRV-019")).as(job.toPrettyString()).singleElement().asString()
                .contains("Limited", "message ID:");
        assertThat(job.at("/problems/0/hint").asText()).contains("max-size-bytes", "restart the job");
        assertThat(queues().count("Limited")).isBetween(1L, OUT_MESSAGES - 1L);
        // nothing of the transaction that failed: as many as the ledger says
        assertThat(queue(job, OUT).path("imported").asLong()).isEqualTo(queues().count("Limited"));
        assertThat(job.path("paused")).extracting(JsonNode::asText).containsExactly("jms.queue.Limited");
        assertThat(queues().isPaused("Limited")).isTrue();
        // another import would mix with this one
        assertThat(site.api().post("/backups/" + set + "/ports", "{}").problemCode()).isEqualTo("DB-IMP-012");

        site.server().management(Operations.createWriteAttributeOperation(limit, "max-size-bytes", 100_000_000));
        String id = job.path("id").asText();
        assertThat(site.api().post("/jobs/" + id + "/restart").status()).isEqualTo(202);
        job = site.api().awaitJob(id, BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        assertThat(queue(job, OUT).path("imported").asInt()).isEqualTo(OUT_MESSAGES);
        assertThat(queues().count("Limited")).isEqualTo(OUT_MESSAGES);
        assertThat(queues().isPaused("Limited")).isFalse();

        JsonNode again = port("{\"existing\":\"replace\"," + choice);
        assertThat(messages(again.at("/report/safetySet").asText(), "Limited"))
                .containsExactlyElementsOf(messages(set, OUT));
    }

    @Test
    void one_job_at_a_time() {
        ApiAnswer first = site.api().post("/backups/" + set + "/ports", "{}");
        ApiAnswer second = site.api().post("/backups/" + set + "/ports", "{}");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        site.api().awaitJob(first.locationId(), BOUND);
    }

    private static void assertImported() {
        assertThat(queues().count(OUT)).isEqualTo(OUT_MESSAGES);
        assertThat(queues().count(DLQ)).isEqualTo(DLQ_MESSAGES);
        assertThat(queues().scheduled(DLQ)).isEqualTo(5);
        assertThat(ids(DLQ)).containsExactlyElementsOf(
                IntStream.range(0, DLQ_MESSAGES - 5).mapToObj(i -> "dead-" + i).toList());
    }

    private static void assertRefused(int status, String code, String body) {
        ApiAnswer answer = site.api().post("/backups/" + set + "/ports", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).isEqualTo(code);
    }

    private static List<String> facts(JsonNode job, String code) {
        return StreamSupport.stream(job.path("problems").spliterator(), false)
                .filter(problem -> problem.path("code").asText().equals(code))
                .map(problem -> problem.path("fact").asText()).toList();
    }

    /** The messages of a queue as a set holds them, by what must survive an import. */
    private static List<String> messages(String of, String queue) {
        List<String> messages = new ArrayList<>();
        Path file = site.repository().resolve(of).resolve("messages/jms.queue." + queue + ".jsonl.gz");
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.forEachRemaining(message -> messages.add(message.header().due() + " " + message.header().priority()
                    + " " + message.header().persistent() + " " + message.properties() + " " + message.body()));
        }
        return messages;
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
