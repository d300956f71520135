package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemType;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.wildfly.quiet.Scene;

/** A damaged set is found before the first message is sent and before the target queue is touched. */
class DamagedSetIT {

    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final String JNDI = "java:/jms/domibus.backend.jms.outQueue";

    @TempDir
    private static Path folder;
    private static Scene scene;
    private static String set;
    private static Path messages;
    private static Path body;

    @BeforeAll
    static void takeASet() {
        scene = Scene.create(folder);
        scene.site().start();
        OtherApplication other = scene.site().otherApplication();
        other.send(JNDI, 20, "prefix=small");
        other.send(JNDI, 1, "prefix=large", "kind=bytes", "size=2000000");
        JsonNode backup = scene.backUp(Scene.MESSAGES);
        set = backup.path("set").asText();
        messages = scene.messageFile(backup, QUEUE);
        body = scene.folderOf(backup).resolve("messages/bodies/jms.queue." + QUEUE + "/21-1");
        assertThat(body).exists();
        scene.site().server().queues().clear(QUEUE);
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @Test
    void a_truncated_file_is_found() throws IOException {
        assertFound(messages, bytes -> Arrays.copyOf(bytes, bytes.length / 2), MessageProblem.TRUNCATED);
    }

    @Test
    void a_flipped_byte_is_found() throws IOException {
        assertFound(messages, bytes -> {
            // in the checksum of the last member
            bytes[bytes.length - 6] ^= 1;
            return bytes;
        }, MessageProblem.GZIP_DAMAGED);
    }

    @Test
    void a_wrong_count_is_found() throws IOException {
        assertFound(messages, lines(text -> text.replace("{\"count\":21}", "{\"count\":22}")),
                MessageProblem.WRONG_COUNT);
    }

    @Test
    void a_file_without_its_last_line_is_found() throws IOException {
        assertFound(messages, lines(text -> text.replace("{\"count\":21}\n", "")), MessageProblem.NO_LAST_LINE);
    }

    @Test
    void a_message_fewer_with_a_count_that_fits_is_found() throws IOException {
        assertFound(messages, lines(text -> text.replaceFirst("\n[^\n]*", "")
                .replace("{\"count\":21}", "{\"count\":20}")), SetProblem.COUNT_DIFFERS);
    }

    @Test
    void a_file_that_is_not_gzip_is_found() throws IOException {
        assertFound(messages, DamagedSetIT::unpacked, MessageProblem.NOT_GZIP);
    }

    @Test
    void a_line_that_is_not_json_is_found() throws IOException {
        assertFound(messages, lines(text -> text.replace("{\"count\":21}", "{\"priority\":4,\n{\"count\":21}")),
                MessageProblem.LINE_NOT_JSON);
    }

    @Test
    void a_body_file_that_was_changed_is_found() throws IOException {
        assertFound(body, bytes -> {
            bytes[1_000_000] ^= 1;
            return bytes;
        }, MessageProblem.BODY_FILE_WRONG_HASH);
    }

    @Test
    void a_body_file_that_is_missing_is_found() throws IOException {
        Path aside = Files.move(body, folder.resolve("aside"));
        try {
            assertRefused(MessageProblem.BODY_FILE_MISSING, false);
        } finally {
            Files.move(aside, body);
        }
    }

    /** Without the damage the import goes through: what the others find is the damage. */
    @Test
    void an_undamaged_set_is_imported() throws IOException {
        JsonNode job = port();
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
        assertThat(scene.site().server().queues().clear(QUEUE)).isEqualTo(21);
    }

    private static void assertFound(Path file, UnaryOperator<byte[]> damage, ProblemType expected)
            throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, damage.apply(whole.clone()));
        try {
            assertRefused(expected, file.equals(messages));
        } finally {
            Files.write(file, whole);
        }
    }

    private static void assertRefused(ProblemType expected, boolean hash) {
        JsonNode job = port();
        assertThat(job.path("state").asText()).as(job.toPrettyString()).isEqualTo("failed");
        assertThat(Scene.codes(job)).as(job.path("problems").toPrettyString()).contains(expected.code())
                .allMatch(code -> code.equals(expected.code()) || hash && code.equals(SetProblem.HASH_DIFFERS.code()));
        assertThat(StreamSupport.stream(job.path("executions").path(0).path("steps").spliterator(), false)
                .map(step -> step.path("name").asText())).containsExactly("preflight");
        assertThat(scene.site().server().queues().count(QUEUE)).isZero();
        assertThat(scene.pausedQueues()).isEmpty();
    }

    private static JsonNode port() {
        return scene.end(scene.startPort(set, QUEUE));
    }

    /** Changes the lines and packs them again, so that no checksum of gzip tells. */
    private static UnaryOperator<byte[]> lines(UnaryOperator<String> change) {
        return bytes -> {
            String text = new String(unpacked(bytes), StandardCharsets.UTF_8);
            String changed = change.apply(text);
            assertThat(changed).isNotEqualTo(text);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(changed.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        };
    }

    private static byte[] unpacked(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
