package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.rest.ApiAnswer;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.wildfly.quiet.Scene;

/**
 * An export that broke off in the middle of a queue, with its window still open, goes on: what was finished is kept,
 * the queue in the middle is taken anew, and the set is what an undisturbed run makes of the same queues.
 */
class ExportRestartIT {

    /** In the order in which they are exported. */
    private static final String FIRST = "DomibusBusinessMessageOutQueue";
    private static final String FIRST_JNDI = "java:/jms/domibus.backend.jms.outQueue";
    private static final String MIDDLE = "DomibusPluginToBackendQueue";
    private static final String MIDDLE_JNDI = "java:/jms/domibus.backend.jms.replyQueue";
    private static final String LAST = "DomibusErrorNotifyConsumerQueue";
    private static final String LAST_JNDI = "java:/jms/domibus.backend.jms.errorNotifyConsumer";
    private static final String HOLD = "{\"onFailure\":\"hold\",\"components\":[\"messages\",\"databases\"]}";

    @TempDir
    private static Path folder;
    private static Scene scene;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        scene.site().start();
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @AfterEach
    void cleanUp() {
        scene.cleanUp();
        List.of(FIRST, MIDDLE, LAST).forEach(queues()::clear);
    }

    @Test
    void an_export_that_failed_at_a_body_goes_on_with_that_queue_and_makes_what_an_undisturbed_one_makes()
            throws IOException {
        other().send(FIRST_JNDI, 40, "prefix=first");
        other().send(MIDDLE_JNDI, 20, "prefix=small", "priority=9");
        other().send(MIDDLE_JNDI, 3, "prefix=large", "kind=bytes", "size=2000000");
        other().send(LAST_JNDI, 5, "prefix=last", "delayMillis=3600000");
        String job = scene.startHeld(HOLD);
        Path partial = partial(job);
        // the second of the three bodies cannot be written while this is there
        Path inTheWay = partial.resolve("messages/bodies/jms.queue." + MIDDLE + "/22-1.part");
        Files.createDirectories(inTheWay.resolve("something"));
        scene.tools().letGo();
        assertThat(Scene.codes(scene.end(job, "failed"))).containsExactly("DB-SET-006");
        JsonNode window = scene.assertHeld(job);
        Path firstFile = partial.resolve(Scene.messageFile(FIRST));
        Object first = Files.getAttribute(firstFile, "unix:ino");
        assertThat(partial.resolve(Scene.messageFile(MIDDLE))).doesNotExist();
        assertThat(partial.resolve(Scene.messageFile(LAST))).doesNotExist();
        // what a process that died leaves: longer than what will be written, and not to be found in the end
        Path left = Files.writeString(partial.resolve(Scene.messageFile(MIDDLE) + ".part"), "x".repeat(100_000));
        Folders.delete(inTheWay);

        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");

        JsonNode manifest = scene.assertSealed(ended);
        assertThat(manifest.path("quietWindow").path("id")).isEqualTo(window.path("id"));
        assertThat(Files.getAttribute(scene.messageFile(ended, FIRST), "unix:ino"))
                .as("a finished queue is not taken again").isEqualTo(first);
        assertThat(scene.folderOf(ended).resolve("messages").resolve(left.getFileName())).doesNotExist();
        assertAsUndisturbed(ended, manifest);
    }

    @Test
    void an_export_that_the_operator_stopped_goes_on_with_that_queue_and_makes_what_an_undisturbed_one_makes()
            throws IOException {
        // many chunks, so that there is time to stop in the middle
        scene.settings("domibus.backup.messages.chunk-kib=32");
        other().send(FIRST_JNDI, 40, "prefix=first");
        other().send(MIDDLE_JNDI, 40_000, "prefix=middle", "size=1024");
        other().send(LAST_JNDI, 5, "prefix=last");
        String job = scene.start(HOLD);
        Path partial = partial(job);
        Path begun = partial.resolve(Scene.messageFile(MIDDLE) + ".part");
        Await.until("the export is in the second queue", Scene.BOUND,
                () -> Files.exists(begun) && Files.size(begun) > 0);
        ApiAnswer stop = scene.api().post("/jobs/" + job + "/stop");
        assertThat(stop.status()).as(stop.body()).isBetween(200, 202);
        scene.end(job, "stopped");
        assertThat(partial.resolve(Scene.messageFile(MIDDLE))).as("stopped in the middle").doesNotExist();
        JsonNode window = scene.assertHeld(job);
        Object first = Files.getAttribute(partial.resolve(Scene.messageFile(FIRST)), "unix:ino");

        scene.settings();
        scene.restart(job);
        JsonNode ended = scene.end(job, "completed");

        JsonNode manifest = scene.assertSealed(ended);
        assertThat(manifest.path("quietWindow").path("id")).isEqualTo(window.path("id"));
        assertThat(Files.getAttribute(scene.messageFile(ended, FIRST), "unix:ino")).isEqualTo(first);
        assertAsUndisturbed(ended, manifest);
    }

    /** Nobody has touched the queues since: a backup from beginning to end must hold the same, broker id included. */
    private static void assertAsUndisturbed(JsonNode job, JsonNode manifest) throws IOException {
        JsonNode undisturbed = scene.backUp(Scene.MESSAGES);
        JsonNode expected = scene.assertSealed(undisturbed);
        for (String queue : List.of(FIRST, MIDDLE, LAST)) {
            assertThat(scene.messages(job, queue)).as(queue).isEqualTo(scene.messages(undisturbed, queue));
            assertThat(Scene.queue(manifest, queue)).isEqualTo(Scene.queue(expected, queue));
        }
        assertThat(files(scene.folderOf(job))).isEqualTo(files(scene.folderOf(undisturbed)));
    }

    /** Names of all files of the messages. */
    private static List<String> files(Path set) throws IOException {
        Path messages = set.resolve("messages");
        try (Stream<Path> files = Files.walk(messages)) {
            return files.filter(Files::isRegularFile).map(file -> messages.relativize(file).toString()).sorted()
                    .toList();
        }
    }

    /** The folder of the set that the job is making. */
    private static Path partial(String job) {
        return Await.value("the set of the job", Scene.BOUND, () -> {
            JsonNode set = scene.api().job(job).json().path("set");
            return set.isTextual() ? Optional.of(scene.site().repository().resolve(set.asText() + ".partial"))
                    : Optional.empty();
        });
    }

    private static Queues queues() {
        return scene.site().server().queues();
    }

    private static OtherApplication other() {
        return scene.site().otherApplication();
    }
}
