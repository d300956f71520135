package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.regex.Pattern;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.wildfly.quiet.Scene;

/**
 * A million messages in a server that has 256 MiB more than it needs for them. What it needs is measured: what a full
 * collection leaves in the heap of a server with room enough once all are in the queue.
 */
@Tag("full")
class MillionMessagesIT {

    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final String JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final int MESSAGES = 1_000_000;
    private static final int PART = 100_000;
    private static final long MORE_MIB = 256;
    private static final Duration BOUND = Duration.ofMinutes(15);

    @TempDir
    private Path folder;
    private Scene scene;
    private Heap heap;
    private String lastSet;

    @BeforeEach
    void makeScene() {
        scene = Scene.create(folder);
        heap = new Heap(scene.site());
        scene.site().start("-Xmx6g", heap.logging());
    }

    @AfterEach
    void removeScene() {
        scene.close();
    }

    @Test
    void a_million_messages_in_memory_go_into_a_set_and_back_with_256_mib_more_than_they_need() {
        scene.site().server().management(Operations.createWriteAttributeOperation(Management.address("subsystem",
                "messaging-activemq", "server", "default", "address-setting", "jms.queue." + QUEUE),
                "max-size-bytes", -1));
        assertAllInTheSet();
    }

    @Test
    void a_million_messages_paged_to_disk_go_into_a_set_and_back_with_256_mib_more_than_the_server_needs() {
        assertAllInTheSet();
    }

    private void assertAllInTheSet() {
        for (int part = 0; part < MESSAGES / PART; part++) {
            scene.site().otherApplication().send(JNDI, PART, "size=100", "prefix=" + part);
        }
        Await.until("all in the queue", Scene.BOUND, () -> scene.site().server().queues().count(QUEUE) == MESSAGES);
        long needed = heap.needed();
        scene.site().server().stop();
        scene.site().start("-Xmx" + (needed + MORE_MIB) + "m", heap.logging());
        assertThat(scene.site().server().queues().count(QUEUE)).isEqualTo(MESSAGES);

        Duration export = exportAll();
        String set = lastSet;
        scene.site().server().queues().clear(QUEUE);
        long begun = System.nanoTime();
        JsonNode port = scene.api().awaitJob(scene.startPort(set, QUEUE), BOUND);
        Duration imported = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(port.path("state").asText()).as(port.path("problems").toPrettyString()).startsWith("completed");
        Await.until("all imported", Scene.BOUND, () -> scene.site().server().queues().count(QUEUE) == MESSAGES);
        long afterImport = heap.needed();
        System.out.println("the loaded server needs " + needed + " MiB; with " + (needed + MORE_MIB) + " MiB backup in "
                + export + ", import in " + imported + ", most after a collection " + heap.mostAfterCollection()
                + "; after the import it needs " + afterImport + " MiB");
        assertThat(afterImport).as("an imported message takes no more memory than a received one, in MiB")
                .isLessThan(needed + MORE_MIB / 4);
        System.out.println("and a backup of what was imported in " + exportAll());
        assertThat(scene.site().server().log().find(Pattern.compile("OutOfMemoryError"))).isEmpty();
    }

    /** A backup that must hold each message once. */
    private Duration exportAll() {
        long begun = System.nanoTime();
        JsonNode job = scene.api().awaitJob(scene.start(Scene.MESSAGES), BOUND);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        JsonNode queue = Scene.queue(scene.assertSealed(job), QUEUE);
        assertThat(queue.path("taken").asInt()).isEqualTo(MESSAGES);
        assertThat(queue.path("ready").asInt()).isEqualTo(MESSAGES);
        assertEachOnce(scene.messageFile(job, QUEUE));
        lastSet = job.path("set").asText();
        return took;
    }

    private static void assertEachOnce(Path file) {
        BitSet seen = new BitSet(MESSAGES);
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            while (reader.hasNext()) {
                PortableMessage message = reader.next();
                String[] id = String.valueOf(message.properties().get("MESSAGE_ID").value()).split("-");
                int number = Integer.parseInt(id[0]) * PART + Integer.parseInt(id[1]);
                assertThat(seen.get(number)).as("message %s twice", number).isFalse();
                seen.set(number);
            }
        }
        assertThat(seen.cardinality()).isEqualTo(MESSAGES);
    }
}
