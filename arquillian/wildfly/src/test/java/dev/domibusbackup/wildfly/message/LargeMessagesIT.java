package dev.domibusbackup.wildfly.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.wildfly.quiet.Scene;

/** Messages larger than the server's memory, in a server that could not hold one of them. */
@Tag("full")
class LargeMessagesIT {

    private static final String QUEUE = "DomibusBusinessMessageOutQueue";
    private static final long BYTES = 500_000_000;
    private static final int ENTRY = 50_000_000;
    private static final String HEAP = "-Xmx448m";

    @TempDir
    private static Path folder;
    private static Scene scene;
    private static Heap heap;

    @BeforeAll
    static void makeScene() {
        scene = Scene.create(folder);
        heap = new Heap(scene.site());
        scene.site().start(HEAP, heap.logging());
    }

    @AfterAll
    static void removeScene() {
        scene.close();
    }

    @Test
    void five_hundred_megabytes_and_entries_of_fifty_go_into_a_set_and_back_with_less_memory() throws Exception {
        byte[] entry = new byte[ENTRY];
        new SplittableRandom(2).nextBytes(entry);
        try (BrokerClient client = new BrokerClient(scene.site().server());
                Session session = client.connection().createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue("jms.queue." + QUEUE))) {
            sendBytes(session, producer);
            sendMap(session, producer, entry);
        }
        Await.until("both in the queue", Scene.BOUND, () -> scene.site().server().queues().count(QUEUE) == 2);

        JsonNode job = scene.backUp(Scene.MESSAGES);

        assertWhole(job, entry);
        scene.site().server().queues().clear(QUEUE);
        scene.end(scene.startPort(job.path("set").asText(), QUEUE), "completed");
        Await.until("both in the queue", Scene.BOUND, () -> scene.site().server().queues().count(QUEUE) == 2);
        assertWhole(scene.backUp(Scene.MESSAGES), entry);
        assertThat(scene.site().server().log().find(Pattern.compile("OutOfMemoryError"))).isEmpty();
        System.out.println("most heap after a collection: " + heap.mostAfterCollection() + " MiB of " + HEAP);
    }

    private static void assertWhole(JsonNode job, byte[] entry) throws IOException, NoSuchAlgorithmException {
        scene.assertSealed(job);
        List<PortableMessage> messages = scene.messages(job, QUEUE);
        assertThat(messages).hasSize(2);
        Content bytes = ((Body.Bytes) messages.get(0).body()).content();
        assertThat(bytes.size()).isEqualTo(BYTES);
        assertThat(hash(bytes.open())).isEqualTo(hash(new Noise()));
        Map<String, TypedValue> entries = ((Body.MapBody) messages.get(1).body()).entries();
        assertThat(entries).containsOnlyKeys("payload_1", "payload_2", "small");
        assertThat(entries.get("payload_1")).isEqualTo(TypedValue.of(entry));
        assertThat(entries.get("payload_2")).isEqualTo(TypedValue.of(Arrays.copyOf(entry, ENTRY - 1)));
        assertThat(entries.get("small")).isEqualTo(TypedValue.of("x"));
    }

    /** The client streams it; nobody holds it. */
    private static void sendBytes(Session session, MessageProducer producer) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setObjectProperty("JMS_AMQ_InputStream", new Noise());
        producer.send(message);
        session.commit();
    }

    private static void sendMap(Session session, MessageProducer producer, byte[] entry) throws JMSException {
        MapMessage message = session.createMapMessage();
        message.setBytes("payload_1", entry);
        message.setBytes("payload_2", entry, 0, ENTRY - 1);
        message.setString("small", "x");
        producer.send(message);
        session.commit();
    }

    private static String hash(InputStream in) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream hashed = new DigestInputStream(in, digest)) {
            hashed.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Bytes that nothing can compress, the same each time. */
    private static final class Noise extends InputStream {

        private final SplittableRandom random = new SplittableRandom(1);
        private final byte[] piece = new byte[64 * 1024];
        private long left = BYTES;
        private int position = piece.length;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            if (position == piece.length) {
                random.nextBytes(piece);
                position = 0;
            }
            int count = (int) Math.min(left, Math.min(length, piece.length - position));
            System.arraycopy(piece, position, into, offset, count);
            position += count;
            left -= count;
            return count;
        }
    }
}
