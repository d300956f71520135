package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** An import into a broker whose disk fills up meanwhile. */
@Tag("full")
class FullBrokerDiskIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final int MESSAGES = 10_000;
    private static final int DISK_MIB = 256;
    private static final int MAX_USAGE_PERCENT = 90;
    /** Beyond the limit, and not so full that the broker itself could not write any more. */
    private static final long LEFT_FREE = 12L << 20;

    @TempDir
    private static Path folder;
    private static Site site;
    private static Optional<SmallDisk> disk;

    @BeforeAll
    static void makeSite() throws IOException {
        // transactions of some 15 messages: an import long enough for the disk to fill up in its middle
        site = Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(1).rows(1))
                .with("domibus.backup.messages.chunk-kib", "64");
        disk = SmallDisk.inMemory(site, site.server().dataDir().resolve("activemq"), DISK_MIB);
        if (disk.isPresent()) {
            site.start();
            broker("global-max-disk-usage", MAX_USAGE_PERCENT);
            broker("disk-scan-period", 200);
            site.server().restart();
        }
    }

    @AfterAll
    static void removeSite() {
        site.close();
    }

    @Test
    void a_full_disk_of_the_broker_stops_the_import_by_name_and_after_room_is_made_a_restart_sends_the_rest_once()
            throws IOException {
        assumeTrue(disk.isPresent(), "mount namespaces are not allowed here");
        site.otherApplication().send(OUT_JNDI, MESSAGES, "size=4096");
        Backups backups = new Backups(site);
        String set = backups.end(backups.start("{\"components\":[\"messages\"]}"))
                .path("set").asText();
        site.server().queues().clear(OUT);

        ApiAnswer started = site.api().post("/backups/" + set + "/ports",
                "{\"queues\":[{\"from\":\"" + OUT + "\"}],\"acceptDuplicates\":true,\"onFailure\":\"hold\"}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        Await.until("the import at work", BOUND, () -> count() > MESSAGES / 20);
        Path filler = disk.orElseThrow().folder().resolve("filler");
        fill(filler);

        JsonNode failed = backups.failed(started.locationId());
        assertThat(Backups.errors(failed)).containsExactly("DB-SRV-019");
        assertThat(Backups.texts(failed, "DB-SRV-019")).singleElement().asString()
                .contains(OUT, "message ID:", "max-disk-usage", "free disk space", "restart the job");
        long sent = count();
        assertThat(sent).isBetween(1L, MESSAGES - 1L);
        assertThat(imported(failed)).as("nothing of the transaction that failed").isEqualTo(sent);
        assertThat(site.server().queues().isPaused(OUT)).isTrue();

        Files.delete(filler);
        site.server().awaitLog(Pattern.compile("AMQ222211"), BOUND);
        ApiAnswer restarted = site.api().post("/jobs/" + started.locationId() + "/restart");
        assertThat(restarted.status()).as(restarted.body()).isEqualTo(202);
        JsonNode end = site.api().awaitJob(started.locationId(), BOUND);
        assertThat(end.path("state").asText()).as(end.toPrettyString()).isEqualTo("completed");
        assertThat(imported(end)).isEqualTo(MESSAGES);
        List<String> sentOnce = IntStream.range(0, MESSAGES).mapToObj(number -> "m-" + number).toList();
        assertThat(site.otherApplication().drain(OUT_JNDI, MESSAGES)).isEqualTo(sentOnce);
        assertThat(count()).isZero();
        System.out.println("the disk was full after " + sent + " of " + MESSAGES + " messages");
    }

    private static void fill(Path filler) throws IOException {
        long free = Files.getFileStore(filler.getParent()).getUsableSpace() - LEFT_FREE;
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long written = 0; written < free; written += block.length) {
                out.write(block);
            }
        }
    }

    private static long imported(JsonNode job) {
        return Backups.stream(job.at("/report/queues"))
                .filter(queue -> queue.path("from").asText().equals("jms.queue." + OUT)).findFirst().orElseThrow()
                .path("imported").asLong();
    }

    private static long count() {
        return site.server().queues().count(OUT);
    }

    private static void broker(String attribute, int value) {
        site.server().management(Operations.createWriteAttributeOperation(
                Management.address("subsystem", "messaging-activemq", "server", "default"), attribute, value));
    }
}
