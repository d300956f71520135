package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.server.WildFlyHome;
import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.wildfly.quiet.Scene;

/**
 * Taken is what was there at the cut, also where time goes on between the cut and the reading: messages expire and
 * fall due. The dump holds the job at that very place. Where the numbers do not fit, the job says which.
 */
class ExportCompletenessIT {

    private static final String OUT = "DomibusBusinessMessageOutQueue";
    private static final String OUT_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final String REPLY = "DomibusPluginToBackendQueue";
    private static final String REPLY_JNDI = "java:/jms/domibus.backend.jms.replyQueue";
    private static final String ERRORS = "DomibusErrorNotifyConsumerQueue";
    private static final String ERRORS_JNDI = "java:/jms/domibus.backend.jms.errorNotifyConsumer";
    private static final String WITH_A_DUMP = "{\"components\":[\"messages\",\"databases\"]}";
    /** Seconds in which a backup comes to its cut; three times as many, and again, where it does not. */
    private static final int SOON = 10;
    private static final int LATEST = 90;

    @TempDir
    private static Path folder;
    private static Scene scene;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        // the broker looks for expired messages twice a second, not twice a minute
        scene.site().server().home().cli(List.of(
                "embed-server --server-config=" + WildFlyHome.SERVER_CONFIG + " --std-out=discard",
                "/subsystem=messaging-activemq/server=default"
                        + ":write-attribute(name=message-expiry-scan-period,value=500)",
                "stop-embedded-server"));
        scene.site().start();
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @AfterEach
    void cleanUp() {
        scene.cleanUp();
        List.of(OUT, REPLY, ERRORS, "ExpiryQueue").forEach(queues()::clear);
    }

    @Test
    void what_expires_and_what_falls_due_between_cut_and_reading_is_neither_lost_nor_doubled() {
        String id = heldBeforeAnyTimeIsOver();
        Await.until("expired", Scene.BOUND, () -> queues().count(OUT) == 50);
        Await.until("due", Scene.BOUND, () -> queues().scheduled(REPLY) == 0);
        scene.tools().letGo();

        JsonNode job = scene.end(id, "completed");

        JsonNode manifest = scene.assertSealed(job);
        JsonNode out = Scene.queue(manifest, OUT);
        assertThat(out.path("ready").asInt()).isEqualTo(70);
        assertThat(out.path("taken").asInt()).isEqualTo(50);
        assertThat(out.path("expired").asInt()).isEqualTo(20);
        assertThat(scene.ids(job, OUT)).isEqualTo(ids("stays", 50));
        JsonNode reply = Scene.queue(manifest, REPLY);
        assertThat(reply.path("ready").asInt()).isEqualTo(100);
        assertThat(reply.path("scheduled").asInt()).isEqualTo(10);
        assertThat(reply.path("taken").asInt()).isEqualTo(110);
        assertThat(scene.ids(job, REPLY)).containsExactlyInAnyOrderElementsOf(
                Stream.concat(ids("ready", 100).stream(), ids("due", 10).stream()).toList());
    }

    @Test
    void a_queue_that_the_broker_pages_to_disk_is_in_the_set_whole_and_in_order_also_what_is_scheduled_in_it() {
        other().send(ERRORS_JNDI, 400, "size=40000", "prefix=paged");
        other().send(ERRORS_JNDI, 5, "prefix=later", "delayMillis=3600000");
        assertThat(filesOfPages()).as("it pages").isPositive();

        JsonNode job = scene.backUp(Scene.MESSAGES);

        scene.assertSealed(job);
        List<PortableMessage> messages = scene.messages(job, ERRORS);
        List<String> ids = scene.ids(job, ERRORS);
        assertThat(ids).hasSize(405).containsAll(ids("later", 5));
        assertThat(ids.stream().filter(id -> id.startsWith("paged")).toList()).isEqualTo(ids("paged", 400));
        assertThat(messages).filteredOn(message -> message.header().due() != null).hasSize(5)
                .allSatisfy(message -> assertThat(message.header().due()).isAfter(Instant.now()));
    }

    @Test
    void a_queue_whose_numbers_do_not_fit_fails_the_job_by_its_name_and_its_numbers() {
        other().send(OUT_JNDI, 30);
        String id = scene.startHeld(WITH_A_DUMP);
        assertThat(queues().clear(OUT)).isEqualTo(30);
        scene.tools().letGo();

        JsonNode failed = scene.end(id, "failed");

        assertThat(Scene.codes(failed)).containsExactly("DB-MSG-035");
        assertThat(failed.path("problems").findValuesAsText("fact")).anySatisfy(fact -> assertThat(fact)
                .contains("jms.queue." + OUT, "0 messages were taken", "30 should have been", "30 ready"));
        scene.assertDomibusIsBack();
    }

    /** A job that has made its cut when nothing had expired or fallen due; with more time on a slow machine. */
    private static String heldBeforeAnyTimeIsOver() {
        for (int seconds = SOON; seconds <= LATEST; seconds *= 3) {
            other().send(OUT_JNDI, 50, "prefix=stays");
            other().send(REPLY_JNDI, 100, "prefix=ready");
            other().send(OUT_JNDI, 20, "prefix=expires", "liveMillis=" + seconds * 1000);
            other().send(REPLY_JNDI, 10, "prefix=due", "delayMillis=" + seconds * 1000);
            String id = scene.startHeld(WITH_A_DUMP);
            if (queues().count(OUT) == 70 && queues().scheduled(REPLY) == 10) {
                return id;
            }
            scene.tools().letGo();
            scene.end(id, "completed");
            List.of(OUT, REPLY).forEach(queues()::clear);
        }
        throw new AssertionError("no backup came to its cut within " + LATEST + " seconds");
    }

    private static long filesOfPages() {
        Path paging = scene.site().server().dataDir().resolve("activemq/paging");
        try (Stream<Path> pages = Files.walk(paging)) {
            return pages.filter(path -> path.getFileName().toString().endsWith(".page")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + "-" + number).toList();
    }

    private static Queues queues() {
        return scene.site().server().queues();
    }

    private static OtherApplication other() {
        return scene.site().otherApplication();
    }
}
