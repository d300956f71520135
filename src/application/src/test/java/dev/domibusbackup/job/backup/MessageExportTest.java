package dev.domibusbackup.job.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.Hashes;
import dev.domibusbackup.set.Manifest.QueueEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reading and writing of messages together, in chunks as the batch runtime does it. */
class MessageExportTest {

    private static final String A = "jms.queue.a";
    private static final String B = "jms.queue.b";
    private static final String C = "jms.queue.c d/e";

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private FakeQueue a;
    private FakeQueue b;
    private FakeQueue c;
    private Runs runs;
    private List<ExportedQueue> queues;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A);
        b = server.addQueue(B);
        c = server.addQueue(C);
        runs = new Runs(server, base);
        queues = List.of(Runs.owned(A), Runs.owned(B), Runs.owned(C));
    }

    @Test
    void ten_thousand_messages_in_ten_thousand_in_the_set() {
        a.send(10_000).schedule(7);
        c.send(2);
        BackupRun run = runs.open(queues);
        assertThat(export(run)).isGreaterThan(100);
        assertThat(bodies(run, A)).hasSize(10_007).startsWith(A + " 1", A + " 2").endsWith(A + " scheduled 7");
        assertThat(bodies(run, B)).isEmpty();
        assertThat(entry(run, C)).isEqualTo(new QueueEntry(C, C, null, "messages/jms.queue.c%20d%2Fe.jsonl.gz", 2, 0,
                2, 0, 0, 0));
        assertThat(TestProgress.done(runs.progress("messages"))).isEqualTo(10_009)
                .isEqualTo(TestProgress.expected(runs.progress("messages")));
        assertNothingIsOpen(run);
    }

    @Test
    void chunks_end_by_bytes() {
        runs.setting("messages.chunk-kib", "10");
        a.send(100);
        try (QueueReading reading = new QueueReading(runs.open(queues))) {
            int read = 0;
            do {
                reading.next();
                read++;
            } while (!reading.isChunkFull());
            assertThat(read).isBetween(20, 45);
            assertThat(reading.isChunkFull()).isFalse();
            assertThat(reading.queuesLeft()).isEqualTo(3);
        }
        assertThat(a.openSources()).isZero();
    }

    @Test
    void a_browser_that_ends_early_fails_the_job_naming_queue_and_numbers() {
        a.send(10_000);
        a.browserEndsAfter(9_999);
        BackupRun run = runs.open(queues);
        assertThatThrownBy(() -> export(run)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().fact()).contains(A, "9999", "10000"));
        assertThat(run.set().ledger().pieces()).isEmpty();
        assertThat(run.set().folder().resolve("messages/jms.queue.a.jsonl.gz")).doesNotExist();
        assertNothingIsOpen(run);
    }

    @Test
    void what_arrives_after_the_cut_is_counted_apart_and_stays() {
        a.send(10).during(5, () -> a.send(3).schedule(1));
        BackupRun run = runs.open(queues);
        a.send(2);
        export(run);
        assertThat(entry(run, A)).isEqualTo(counts(10, 0, 10, 0, 6, 0));
        assertThat(bodies(run, A)).hasSize(10);
        assertThat(server.queue(A).total()).isEqualTo(16);
    }

    @Test
    void what_expires_before_it_is_taken_is_explained() {
        a.send(10).during(5, a::expireLast);
        BackupRun run = runs.open(queues);
        export(run);
        assertThat(entry(run, A)).isEqualTo(counts(10, 0, 9, 1, 0, 0));
    }

    @Test
    void what_expires_after_it_was_taken_is_in_the_set_and_no_difference() {
        a.send(10).during(10, a::expireFirst);
        BackupRun run = runs.open(queues);
        export(run);
        assertThat(entry(run, A)).isEqualTo(counts(10, 0, 10, 0, 0, 0));
    }

    @Test
    void an_expiry_does_not_hide_that_more_is_missing() {
        a.send(10).during(2, a::expireLast).browserEndsAfter(8);
        BackupRun run = runs.open(queues);
        assertThatThrownBy(() -> export(run)).hasMessageContaining("DB-MSG-035").hasMessageContaining(A);
    }

    @Test
    void what_was_sent_before_the_cut_and_committed_after_it_is_taken_and_explained() {
        long late = a.send(10).begin();
        a.during(5, () -> {
            a.commit(late);
            a.send(2);
        });
        BackupRun run = runs.open(queues);
        export(run);
        assertThat(entry(run, A)).isEqualTo(counts(10, 0, 11, 0, 2, 1));
        assertThat(bodies(run, A)).contains(A + " late");
    }

    @Test
    void a_queue_of_others_that_moves_is_a_warning_only() {
        queues = List.of(Runs.foreign(A));
        a.send(10).browserEndsAfter(8);
        BackupRun run = runs.open(queues);
        export(run);
        assertThat(entry(run, A)).isEqualTo(counts(10, 0, 8, 0, 0, 0));
        assertThat(runs.warnings()).singleElement().satisfies(warning -> assertThat(warning.code())
                .isEqualTo("DB-BACKUP-009"));
        assertThat(server.acts()).doesNotContain("pause " + A);
    }

    @Test
    void a_second_execution_in_the_same_window_keeps_what_is_done_and_takes_what_was_begun_anew() throws IOException {
        a.send(30);
        b.send(30).during(20, () -> {
            throw new IllegalStateException("the connection broke");
        });
        c.send(1);
        BackupRun first = runs.open(queues);
        assertThatThrownBy(() -> export(first)).isInstanceOf(IllegalStateException.class);
        assertThat(first.set().ledger().pieces()).singleElement().satisfies(piece -> assertThat(piece.key())
                .isEqualTo("queue/" + A));
        assertNothingIsOpen(first);
        Path done = first.set().folder().resolve("messages/jms.queue.a.jsonl.gz");
        Object inode = Files.getAttribute(done, "unix:ino");

        BackupRun second = runs.open(queues);
        assertThat(second.windowId()).isEqualTo(first.windowId());
        export(second);
        assertThat(Files.getAttribute(done, "unix:ino")).isEqualTo(inode);
        assertThat(bodies(second, B)).hasSize(30);
        assertThat(second.set().ledger().pieces()).hasSize(3);
        assertThat(TestProgress.done(runs.progress("messages"))).isEqualTo(31)
                .isEqualTo(TestProgress.expected(runs.progress("messages")));
    }

    @Test
    void an_execution_in_another_window_takes_everything_anew() {
        a.send(3);
        BackupRun first = runs.open(queues);
        export(first);
        b.paused(false);
        BackupRun second = runs.open(queues);
        assertThat(second.windowId()).isNotEqualTo(first.windowId());
        assertThat(second.set().ledger().pieces()).isEmpty();
        assertThat(second.set().folder().resolve("messages/jms.queue.a.jsonl.gz")).doesNotExist();
        export(second);
        assertThat(bodies(second, A)).hasSize(3);
    }

    @Test
    void bodies_over_one_mebibyte_become_artifacts_of_their_own() throws IOException {
        byte[] large = noise((1 << 20) + 1);
        a.sendBytes(Content.of(noise(1 << 20))).sendBytes(Content.of(large)).sendBytes(Content.of(large)).send(1);
        BackupRun run = runs.open(queues);
        export(run);
        List<Artifact> artifacts = run.set().ledger().piece("queue/" + A).orElseThrow().artifacts();
        assertThat(artifacts).extracting(Artifact::path).containsExactlyInAnyOrder("messages/jms.queue.a.jsonl.gz",
                "messages/bodies/jms.queue.a/2-1", "messages/bodies/jms.queue.a/3-1");
        assertThat(artifacts).allSatisfy(artifact -> assertThat(Hashes.of(run.set().folder().resolve(artifact.path())))
                .isEqualTo(artifact.sha256()));
        List<PortableMessage> messages = messages(run, A);
        assertThat(((Body.Bytes) messages.get(2).body()).content()).isEqualTo(Content.of(large));
        assertThat(messages).hasSize(4);
        assertNothingIsOpen(run);
    }

    @Test
    void a_body_that_breaks_off_is_no_artifact_and_nothing_half_stays() {
        byte[] large = noise(3 << 20);
        a.sendBytes(Content.of(large)).sendBytes(Content.streamed(large.length,
                () -> new ByteArrayInputStream(Arrays.copyOf(large, 2 << 20))));
        BackupRun run = runs.open(queues);
        assertThatThrownBy(() -> export(run)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().fact()).contains(A));
        assertThat(run.set().ledger().pieces()).isEmpty();
        assertThat(run.set().folder().resolve("messages/bodies/jms.queue.a/2-1")).doesNotExist();
        assertNothingIsOpen(run);
    }

    @Test
    void an_operators_stop_ends_the_reading() {
        a.send(10);
        BackupRun run = runs.open(queues);
        run.stop();
        try (QueueReading reading = new QueueReading(run)) {
            assertThatThrownBy(reading::next).isInstanceOf(StopRequested.class);
        }
    }

    /** Reads and writes in chunks of at most 20; closes both at the end, as the batch runtime does. */
    private static int export(BackupRun run) {
        int chunks = 0;
        try (QueueReading reading = new QueueReading(run); QueueFiles files = new QueueFiles(run)) {
            boolean more = true;
            while (more) {
                List<ExportItem> chunk = new ArrayList<>();
                while (more && chunk.size() < 20) {
                    Optional<ExportItem> item = reading.next();
                    item.ifPresent(chunk::add);
                    more = item.isPresent();
                }
                files.write(chunk);
                chunks++;
            }
        }
        return chunks;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static QueueEntry entry(BackupRun run, String queue) {
        return run.set().ledger().piece("queue/" + queue).orElseThrow().entryAs(QueueEntry.class);
    }

    private static QueueEntry counts(long ready, long scheduled, long taken, long expired, long arrived, long late) {
        return new QueueEntry(A, A, null, "messages/jms.queue.a.jsonl.gz", ready, scheduled, taken, expired, arrived,
                late);
    }

    private static List<PortableMessage> messages(BackupRun run, String queue) {
        List<PortableMessage> messages = new ArrayList<>();
        try (MessageFileReader reader = MessageFileReader.open(
                run.set().folder().resolve(entry(run, queue).artifact()))) {
            reader.forEachRemaining(messages::add);
        }
        return messages;
    }

    private static List<String> bodies(BackupRun run, String queue) {
        return messages(run, queue).stream().map(message -> ((Body.Text) message.body()).text()).toList();
    }

    private void assertNothingIsOpen(BackupRun run) {
        assertThat(List.of(a, b, c)).allMatch(queue -> queue.openSources() == 0);
        try (Stream<Path> files = Files.walk(run.set().folder())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
