package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFileSkipTest {

    private static final List<PortableMessage> MESSAGES = IntStream.range(0, 5)
            .mapToObj(i -> Written.message(new Body.Text(i == 1 ? "x".repeat(2_000_000) : "text " + i))).toList();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Written.file(folder, MESSAGES);
    }

    @Test
    void reading_goes_on_behind_what_was_passed_over_and_the_count_is_that_of_the_file() {
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.skip(2);
            assertThat(reader.hasNext()).isTrue();
            reader.skip(1);
            assertThat(reader.next()).isEqualTo(MESSAGES.get(3));
            reader.skip(0);
            assertThat(reader.next()).isEqualTo(MESSAGES.get(4));
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.count()).isEqualTo(5);
        }
    }

    @Test
    void body_files_of_what_is_passed_over_are_not_read() throws IOException {
        Files.delete(folder.resolve("bodies/q/2-1"));
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.skip(4);
            assertThat(reader.next()).isEqualTo(MESSAGES.get(4));
        }
    }

    @Test
    void a_file_with_fewer_messages_than_are_passed_over_is_refused() {
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            assertThatThrownBy(() -> reader.skip(7)).isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().code()).isEqualTo(MessageProblem.NO_LAST_LINE.code()));
            assertThatThrownBy(reader::hasNext).isInstanceOf(ProblemException.class);
        }
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.skip(6);
            assertThatThrownBy(reader::hasNext).isInstanceOf(ProblemException.class);
        }
    }
}
