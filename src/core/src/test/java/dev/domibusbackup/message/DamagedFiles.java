package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Damaged message files, and what a reader must say of them. */
abstract class DamagedFiles {

    @TempDir
    Path folder;

    byte[] twoMembers() throws Exception {
        Path file = folder.resolve("q.jsonl.gz");
        try (MessageFileWriter writer = Written.writer(file)) {
            writer.write(Written.message(new Body.Text("one")));
            writer.flushForCheckpoint();
            writer.write(Written.message(new Body.Text("two")));
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    void drain(byte[] bytes) {
        try (MessageFileReader reader = new MessageFileReader("q", new ByteArrayInputStream(bytes), folder,
                MessageLimits.DEFAULT)) {
            while (reader.hasNext()) {
                reader.next();
            }
        }
    }

    Problem refused(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> drain(bytes));
        assertThat(thrown).isInstanceOf(ProblemException.class);
        return ((ProblemException) thrown).problem();
    }

    Problem problem(String lines) {
        Path file = Damage.gzip(folder.resolve("q.jsonl.gz"), lines);
        Throwable thrown = catchThrowable(() -> MessageFileReader.check(file));
        assertThat(thrown).isInstanceOf(ProblemException.class);
        return ((ProblemException) thrown).problem();
    }

    void assertProblem(String lines, ProblemType type, String... said) {
        assertProblem(Damage.gzip(folder.resolve("q.jsonl.gz"), lines), type, said);
    }

    static void assertProblem(Path file, ProblemType type, String... said) {
        assertProblem(file, MessageLimits.DEFAULT, type, said);
    }

    static void assertProblem(Path file, MessageLimits limits, ProblemType type, String... said) {
        assertThatThrownBy(() -> {
            try (MessageFileReader reader = MessageFileReader.open(file, limits)) {
                reader.forEachRemaining(message -> { });
            }
        }).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).as(thrown.getMessage()).isEqualTo(type.code());
            assertThat(thrown.problem().fact()).contains(file.toString());
            for (String words : said) {
                assertThat(thrown.problem().fact()).contains(words);
            }
        });
    }
}
