package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.ArtemisCli;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.QueueFileName;

/**
 * The broker's own command line and ours understand each other: its export of the stopped server is message for message
 * what our backup took, and it imports our set; but for the differences that our tool names.
 */
class ArtemisCliIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final String JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final String ADDRESS = "jms.queue." + QUEUE;
    private static final String NON_PERSISTENT = "non-persistent";

    @TempDir
    private static Path folder;
    private static Site site;

    @BeforeAll
    static void makeSite() {
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(1).rows(1)).start();
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void its_export_converts_into_what_we_took_and_is_ported_by_us_and_it_imports_what_we_took() throws IOException {
        int sent = site.otherApplication().sendKinds(JNDI);
        Map<String, PortableMessage> taken = backUp(sent);

        site.server().stop();
        Path xml = folder.resolve("exp.xml");
        new ArtemisCli(folder).exportTo(xml, site.server().dataDir().resolve("activemq"));
        offline("messages", "convert", "--from-artemis", xml.toString(), "--out", site.repository().toString(),
                "--queue", ADDRESS);
        Path set = setIn(site.repository());
        offline("sets", "verify", set.toString());
        offline("messages", "check", set.toString());
        Map<String, PortableMessage> converted = messages(set);
        assertThat(converted.keySet()).doesNotContain(NON_PERSISTENT).hasSize(sent - 1);
        converted.forEach((what, message) -> assertThat(message).as(what).isEqualTo(asExported(taken.get(what))));

        Path ours = folder.resolve("ours.xml");
        String said = offline("messages", "convert", "--to-artemis", site.repository().resolve(lastSet).toString(),
                "--queue", ADDRESS, "--out", ours.toString());
        assertThat(said).containsPattern("(?m)^ +1  not persistent").containsPattern("(?m)^ +1  delivery tried")
                .doesNotContain("characters that XML");
        site.server().startAgain();
        site.server().queues().clear(QUEUE);
        assertThat(site.server().queues().count(QUEUE)).isZero();
        new ArtemisCli(folder).importFrom(ours, site.server(), Site.OPERATOR, Site.OPERATOR_PASSWORD);
        Map<String, PortableMessage> imported = backUp(sent);
        imported.forEach((what, message) -> assertThat(withoutIds(message)).as(what)
                .isEqualTo(withoutIds(asImported(taken.get(what), message))));

        site.server().queues().clear(QUEUE);
        assertThat(site.server().queues().count(QUEUE)).isZero();
        JsonNode job = port(set);
        assertThat(job.at("/report/queues/0/imported").asInt()).as(job.toPrettyString()).isEqualTo(sent - 1);
        Map<String, PortableMessage> ported = backUp(sent - 1);
        ported.forEach((what, message) -> assertThat(withoutIds(message)).as(what)
                .isEqualTo(withoutIds(asPorted(converted.get(what), message))));
    }

    /** An export does not tell of which version it is: the rule set is named. */
    private static JsonNode port(Path set) {
        ApiAnswer started = site.api().post("/backups/" + set.getFileName() + "/ports",
                "{\"rules\":\"same-version\",\"queues\":[{\"from\":\"" + ADDRESS + "\"}]}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("completed");
        return job;
    }

    /** What was scheduled may be due meanwhile. */
    private static PortableMessage asPorted(PortableMessage message, PortableMessage ported) {
        Instant due = message.header().due();
        boolean come = due != null && due.isBefore(Instant.now()) && ported.header().due() == null;
        return withHeader(message, header(message).due(come ? null : due));
    }

    /** The files of the broker know no tries, and not what a redelivery waits for. */
    private static PortableMessage asExported(PortableMessage message) {
        boolean tried = message.header().deliveryCount() > 0;
        return withHeader(message, header(message).deliveryCount(0).due(tried ? null : message.header().due()));
    }

    /** All are persistent and untried; the time of the redelivery may have come meanwhile. */
    private static PortableMessage asImported(PortableMessage message, PortableMessage imported) {
        Instant due = message.header().due();
        boolean come = due != null && due.isBefore(Instant.now()) && imported.header().due() == null;
        return withHeader(message, header(message).deliveryCount(0).persistent(true).due(come ? null : due));
    }

    /** The import gives new ones. */
    private static PortableMessage withoutIds(PortableMessage message) {
        assertThat(message.header().id()).startsWith("ID:");
        return withHeader(message, header(message).id(null).brokerId(null));
    }

    private static MessageHeader.Builder header(PortableMessage message) {
        MessageHeader header = message.header();
        return MessageHeader.builder().id(header.id()).brokerId(header.brokerId()).timestamp(header.timestamp())
                .type(header.type()).correlationId(header.correlationId()).replyTo(header.replyTo())
                .priority(header.priority()).persistent(header.persistent()).expiration(header.expiration())
                .due(header.due()).deliveryCount(header.deliveryCount());
    }

    private static PortableMessage withHeader(PortableMessage message, MessageHeader.Builder header) {
        return new PortableMessage(header.build(), message.properties(), message.body());
    }

    private static String lastSet;

    /** The messages of the queue as a backup takes them, once all are there. */
    private static Map<String, PortableMessage> backUp(int sent) {
        Await.until("all messages in the queue", BOUND, () -> site.server().queues().count(QUEUE) == sent);
        ApiAnswer started = site.api().startBackup("{\"components\":[\"messages\"]}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonNode job = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        lastSet = job.path("set").asText();
        Map<String, PortableMessage> messages = messages(site.repository().resolve(lastSet));
        assertThat(messages).hasSize(sent);
        return messages;
    }

    /** By what is particular to them. */
    private static Map<String, PortableMessage> messages(Path set) {
        Map<String, PortableMessage> messages = new LinkedHashMap<>();
        Path file = set.resolve("messages").resolve(QueueFileName.encode(ADDRESS) + ".jsonl.gz");
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.forEachRemaining(message -> messages.put(
                    String.valueOf(message.properties().get("MESSAGE_ID").value()), message));
        }
        return messages;
    }

    private static Path setIn(Path repository) throws IOException {
        try (Stream<Path> sets = Files.list(repository)) {
            return sets.filter(set -> set.toString().endsWith("-from-artemis")).findFirst().orElseThrow();
        }
    }

    /** Runs the jar as an operator does; it must end well. */
    private static String offline(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx64m", "-jar",
                BuildOutput.offlineJar().toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.run(new ProcessBuilder(command), BOUND);
    }
}
