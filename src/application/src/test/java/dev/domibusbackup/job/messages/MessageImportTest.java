package dev.domibusbackup.job.messages;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reading, writing and positions of an import together. */
class MessageImportTest extends ImportScene {

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
    void a_restart_does_not_read_the_files_of_finished_queues_and_passes_over_before_the_first_chunk()
            throws IOException {
        ImportQueue one = queue("one", A, texts(30));
        ImportQueue two = queue("two", B, texts(30));
        b.room(10);
        assertThatThrownBy(() -> run(one, two)).isInstanceOf(ProblemException.class);
        Files.delete(one.file());

        b.room(Integer.MAX_VALUE);
        MessageImport work = work(one, two);
        try (ImportReading reading = new ImportReading(work)) {
            assertThat(TestProgress.done(progress)).isEqualTo(40);
            assertThat(reading.queuesLeft()).isEqualTo(1);
        }
        run(one, two);
        assertThat(texts(a)).containsExactlyElementsOf(names(30));
        assertThat(texts(b)).containsExactlyElementsOf(names(30));
    }

    @Test
    void passing_over_what_is_done_heeds_the_wish_to_stop() throws IOException {
        ImportQueue queue = queue("one", A, texts(30));
        positions.begin("job", "one", A);
        positions.advance("job", "one", 0, tally(20), 0);
        positions.commit();
        MessageImport work = new MessageImport("job", List.of(queue), server, positions, 10 << 10,
                TestProgress.of("import-messages", "messages"), () -> {
                    throw new StopRequested();
                });

        assertThatThrownBy(() -> new ImportReading(work)).isInstanceOf(StopRequested.class);
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
    void a_file_that_became_shorter_fails_the_import() throws IOException {
        ImportQueue queue = new ImportQueue("one", A, MessageFiles.write(base.resolve("set"), "one", texts(5)), 6,
                MessageChoice.ALL);
        assertThatThrownBy(() -> run(queue)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-008"));
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

    @Test
    void a_restart_with_another_target_is_refused_before_anything_is_sent() throws IOException {
        ImportQueue queue = queue("one", A, texts(10));
        run(queue);

        assertThatThrownBy(() -> run(new ImportQueue("one", B, queue.file(), 10, MessageChoice.ALL)))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("DB-IMP-020"));
        assertThat(b.contents()).isEmpty();
    }
}
