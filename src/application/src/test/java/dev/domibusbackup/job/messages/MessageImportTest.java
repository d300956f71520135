package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.FakeQueue;
import dev.domibusbackup.server.NotKept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reading, writing, positions and counts of an import together, in chunks as the batch runtime does it. */
class MessageImportTest {

    private static final String A = "jms.queue.a";
    private static final String B = "jms.queue.b";

    @TempDir
    Path base;
    private final MemoryPositions positions = new MemoryPositions();
    private final List<Problem> warnings = new ArrayList<>();
    private FakeApplicationServer server;
    private FakeQueue a;
    private FakeQueue b;
    private Progress progress;

    @BeforeEach
    void server() {
        server = new FakeApplicationServer(base);
        a = server.addQueue(A).paused(true);
        b = server.addQueue(B).paused(true);
    }

    @Test
    void every_message_of_every_queue_arrives_once_in_its_order() throws IOException {
        run(queue("one", A, texts(250)), queue("two", B, texts(3)));

        assertThat(texts(a)).containsExactlyElementsOf(names(250));
        assertThat(texts(b)).containsExactlyElementsOf(names(3));
        assertThat(positions.read("job", "one")).isEqualTo(new ImportTally(250, 0, 0, 0, Map.of()));
        assertThat(TestProgress.done(progress)).isEqualTo(253).isEqualTo(TestProgress.expected(progress));
    }

    @Test
    void a_restart_goes_on_after_the_last_commit_and_sends_nothing_twice() throws IOException {
        ImportQueue queue = queue("one", A, texts(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);
        assertThat(a.contents()).hasSize(50);
        assertThat(positions.read("job", "one").position()).isEqualTo(50);

        a.room(Integer.MAX_VALUE);
        run(queue);
        assertThat(texts(a)).containsExactlyElementsOf(names(100));
        assertThat(TestProgress.done(progress)).isEqualTo(100);
    }

    @Test
    void the_position_is_taken_from_the_rows_and_not_from_what_the_batch_runtime_says() throws IOException {
        ImportQueue queue = queue("one", A, texts(30));
        positions.begin("job", "one", A);
        positions.advance("job", "one", 0, tally(20), 0);
        positions.commit();

        run(queue);
        assertThat(texts(a)).containsExactlyElementsOf(names(30).subList(20, 30));
    }

    @Test
    void a_chunk_whose_rows_were_moved_by_another_is_not_committed() throws IOException {
        MessageImport work = work(queue("one", A, texts(10)));
        try (ImportReading reading = new ImportReading(work); ImportWriting writing = new ImportWriting(work)) {
            ImportItem first = reading.next().orElseThrow();
            positions.advance("job", "one", 0, tally(5), 0);
            positions.commit();
            assertThatThrownBy(() -> writing.write(List.of(first))).isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-007"));
        }
    }

    @Test
    void what_a_broker_forgot_when_it_ended_is_sent_again_and_nothing_else() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);
        server.restartBroker();
        a.room(12);
        assertThatThrownBy(() -> run(queue)).as("dies again while it sends again").isInstanceOf(ProblemException.class);
        server.restartBroker();

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).containsExactlyInAnyOrderElementsOf(names(100));
        assertThat(positions.read("job", "one")).isEqualTo(new ImportTally(100, 0, 0, 0, Map.of()));
    }

    @Test
    void a_queue_that_was_done_before_the_broker_ended_gets_back_what_it_forgot() throws IOException {
        ImportQueue one = queue("one", A, everyThirdNonPersistent(30));
        ImportQueue two = queue("two", B, texts(30));
        b.room(5);
        assertThatThrownBy(() -> run(one, two)).isInstanceOf(ProblemException.class);
        server.restartBroker();
        assertThat(a.contents()).hasSize(20);

        b.room(Integer.MAX_VALUE);
        run(one, two);

        assertThat(texts(a)).containsExactlyInAnyOrderElementsOf(names(30));
        assertThat(texts(b)).containsExactlyElementsOf(names(30));
    }

    @Test
    void what_was_handed_over_to_domibus_is_not_sent_again() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);
        positions.handOver("job");
        server.restartBroker();

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).hasSize(100 - 17).doesNotContain("m0", "m48").contains("m51", "m99");
    }

    @Test
    void as_long_as_the_broker_runs_nothing_is_sent_again() throws IOException {
        ImportQueue queue = queue("one", A, everyThirdNonPersistent(100));
        a.room(55);
        assertThatThrownBy(() -> run(queue)).isInstanceOf(ProblemException.class);

        a.room(Integer.MAX_VALUE);
        run(queue);

        assertThat(texts(a)).containsExactlyElementsOf(names(100));
    }

    @Test
    void what_has_expired_or_is_not_wanted_is_counted_and_not_sent() throws IOException {
        List<PortableMessage> messages = new ArrayList<>(texts(6));
        messages.add(text("old", MessageHeader.builder().id("ID:old").expiration(Instant.now().minusSeconds(1))));
        messages.add(text("fresh", MessageHeader.builder().id("ID:fresh")
                .expiration(Instant.now().plusSeconds(3600))));
        MessageChoice choice = message -> switch (((Body.Text) message.body()).text()) {
            case "m1" -> Fate.SKIPPED;
            case "m2", "m3" -> Fate.REFUSED;
            default -> Fate.SENT;
        };
        run(new ImportQueue("one", A, MessageFiles.write(base.resolve("set"), "one", messages), 8, choice));

        assertThat(texts(a)).containsExactly("m0", "m4", "m5", "fresh");
        assertThat(positions.read("job", "one")).isEqualTo(new ImportTally(4, 1, 2, 1, Map.of()));
    }

    @Test
    void what_the_server_could_not_keep_is_counted() throws IOException {
        run(queue("one", A, List.of(text("tried", MessageHeader.builder().id("ID:1").deliveryCount(3)),
                text("new", MessageHeader.builder().id("ID:2")))));

        assertThat(positions.read("job", "one").notKept()).isEqualTo(Map.of(NotKept.DELIVERY_COUNT, 1L));
    }

    @Test
    void a_file_that_became_shorter_fails_the_import() throws IOException {
        ImportQueue queue = new ImportQueue("one", A, MessageFiles.write(base.resolve("set"), "one", texts(5)), 6,
                MessageChoice.ALL);
        assertThatThrownBy(() -> run(queue)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-008"));
    }

    @Test
    void messages_missing_at_the_broker_fail_the_comparison_by_queue_and_numbers() throws IOException {
        MessageImport work = run(queue("one", A, texts(20)));
        server.remove(server.cut(A));
        CountCheck check = new CountCheck(server, queue -> false, warnings::add, Duration.ZERO);

        assertThatThrownBy(() -> check.check(work)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().fact()).contains(A, "0 messages", "sent 20"));
    }

    @Test
    void more_messages_than_sent_are_a_failure_unless_somebody_may_send() throws IOException {
        a.send(4);
        MessageImport work = run(queue("one", A, texts(20)));
        new CountCheck(server, queue -> false, warnings::add).check(work);
        a.send(1);

        assertThatThrownBy(() -> new CountCheck(server, queue -> false, warnings::add).check(work))
                .isInstanceOf(ProblemException.class);
        assertThat(warnings).isEmpty();
        new CountCheck(server, queue -> true, warnings::add).check(work);
        assertThat(warnings).singleElement().satisfies(problem -> assertThat(problem.fact()).contains("4 + 20"));
    }

    @Test
    void what_expired_at_the_broker_meanwhile_is_not_missed() throws IOException {
        MessageImport work = run(queue("one", A, texts(20)));
        a.expireFirst();
        new CountCheck(server, queue -> false, warnings::add).check(work);
    }

    @Test
    void the_import_waits_for_broker_and_database_and_says_so() {
        server.transactionsInDoubtAre(0);
        positions.lockedFor(6);
        Progress seconds = TestProgress.of("transactions-in-doubt", "seconds");

        Optional<Problem> warning = new InDoubt(server, positions, "job", Duration.ofMinutes(1))
                .await(seconds, () -> { });
        assertThat(warning).hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("DB-IMP-005"));
        assertThat(TestProgress.expected(seconds)).isEqualTo(60);
    }

    @Test
    void the_wait_for_transactions_in_doubt_is_bounded_and_can_be_stopped() {
        server.transactionsInDoubtAre(2);
        Progress seconds = TestProgress.of("transactions-in-doubt", "seconds");

        assertThatThrownBy(() -> new InDoubt(server, positions, "job", Duration.ZERO).await(seconds, () -> { }))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().fact()).contains("2 at the broker", "free"));
        assertThatThrownBy(() -> new InDoubt(server, positions, "job", Duration.ofHours(1)).await(seconds, () -> {
            throw new StopRequested();
        })).isInstanceOf(StopRequested.class);
    }

    @Test
    void chunks_end_by_bytes() throws IOException {
        MessageImport work = work(queue("one", A, texts(100)));
        try (ImportReading reading = new ImportReading(work)) {
            int read = 0;
            do {
                reading.next();
                read++;
            } while (!reading.isChunkFull());
            assertThat(read).isBetween(30, 45);
            assertThat(reading.isChunkFull()).isFalse();
        }
    }

    /** Chunks of ten. */
    private MessageImport run(ImportQueue... queues) {
        MessageImport work = work(queues);
        try (ImportReading reading = new ImportReading(work); ImportWriting writing = new ImportWriting(work)) {
            List<ImportItem> chunk = new ArrayList<>();
            for (Optional<ImportItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                chunk.add(item.get());
                if (chunk.size() == 10) {
                    commit(writing, chunk);
                }
            }
            commit(writing, chunk);
        } catch (RuntimeException e) {
            server.rollback();
            positions.rollback();
            throw e;
        }
        return work;
    }

    private void commit(ImportWriting writing, List<ImportItem> chunk) {
        writing.write(chunk);
        server.commit();
        positions.commit();
        chunk.clear();
    }

    private MessageImport work(ImportQueue... queues) {
        progress = TestProgress.of("import-messages", "messages");
        MessageImport work = new MessageImport("job", List.of(queues), server, positions, 10 << 10, progress,
                () -> { });
        work.begin();
        return work;
    }

    private ImportQueue queue(String source, String target, List<PortableMessage> messages) throws IOException {
        return new ImportQueue(source, target, MessageFiles.write(base.resolve("set"), source, messages),
                messages.size(), MessageChoice.ALL);
    }

    private static ImportTally tally(long sent) {
        return new ImportTally(sent, 0, 0, 0, Map.of());
    }

    private static List<PortableMessage> texts(int count) {
        return names(count).stream().map(name -> text(name, MessageHeader.builder().id("ID:" + name))).toList();
    }

    private static List<PortableMessage> everyThirdNonPersistent(int count) {
        return IntStream.range(0, count).mapToObj(number -> text("m" + number,
                MessageHeader.builder().id("ID:" + number).persistent(number % 3 != 0))).toList();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    private static PortableMessage text(String text, MessageHeader.Builder header) {
        return new PortableMessage(header.build(), Map.of(), new Body.Text(text));
    }

    private static List<String> texts(FakeQueue queue) {
        return queue.contents().stream().map(message -> ((Body.Text) message.body()).text()).toList();
    }
}
