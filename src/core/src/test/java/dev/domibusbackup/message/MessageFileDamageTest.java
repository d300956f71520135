package dev.domibusbackup.message;

import static dev.domibusbackup.message.Damage.EMPTY;
import static dev.domibusbackup.message.Damage.FIRST;
import static dev.domibusbackup.message.Damage.body;
import static dev.domibusbackup.message.Damage.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFileDamageTest extends DamagedFiles {

    @Test
    void a_file_that_is_not_there_not_gzip_or_empty_is_refused() throws Exception {
        assertProblem(folder.resolve("none.jsonl.gz"), FileProblem.NOT_READABLE);
        Path file = folder.resolve("q.jsonl.gz");
        Files.writeString(file, FIRST + count(0));
        assertProblem(file, MessageProblem.NOT_GZIP);
        Files.write(file, new byte[0]);
        assertProblem(file, MessageProblem.NOT_GZIP);
    }

    @Test
    void a_file_truncated_anywhere_is_refused() throws Exception {
        byte[] whole = twoMembers();
        List<String> codes = new ArrayList<>();
        for (int length = 2; length < whole.length; length++) {
            codes.add(refused(Arrays.copyOf(whole, length)).code());
        }
        assertThat(codes).containsOnly(MessageProblem.TRUNCATED.code(), MessageProblem.NO_LAST_LINE.code(),
                MessageProblem.GZIP_DAMAGED.code()).contains(MessageProblem.TRUNCATED.code());
    }

    @Test
    void a_flipped_bit_is_found_or_harmless_and_never_changes_a_message() throws Exception {
        byte[] whole = twoMembers();
        List<PortableMessage> messages = Written.read(Files.write(folder.resolve("whole.gz"), whole));
        int found = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Path file = Files.write(folder.resolve("q.jsonl.gz"), damaged);
            Throwable thrown = catchThrowable(() -> assertThat(Written.read(file)).isEqualTo(messages));
            if (thrown != null) {
                assertThat(thrown).as("byte " + at).isInstanceOf(ProblemException.class);
                found++;
            }
        }
        // only time, speed and system in a gzip header mean nothing, and the bits that fill the last byte of its data
        assertThat(found).isGreaterThanOrEqualTo(whole.length - 2 * (6 + 1));
    }

    @Test
    void garbage_after_the_gzip_stream_is_refused() throws Exception {
        byte[] whole = twoMembers();
        byte[] longer = Arrays.copyOf(whole, whole.length + 7);
        assertThat(refused(longer).code()).isEqualTo(MessageProblem.GZIP_DAMAGED.code());
    }

    @Test
    void a_wrong_count_a_missing_last_line_and_data_after_it_are_refused() {
        assertProblem(FIRST + EMPTY + count(2), MessageProblem.WRONG_COUNT, "says 2 messages", "holds 1");
        assertProblem(FIRST + EMPTY + EMPTY, MessageProblem.NO_LAST_LINE, "after 2 messages");
        assertProblem(FIRST + EMPTY + count(1) + EMPTY, MessageProblem.DATA_AFTER_LAST_LINE, "line 4");
        assertProblem(FIRST + EMPTY + count(1) + "\n", MessageProblem.DATA_AFTER_LAST_LINE, "line 4");
        assertProblem(FIRST + FIRST + count(0), MessageProblem.LINE_NOT_VALID, "line 2");
    }

    @Test
    void a_first_line_that_is_missing_or_of_an_unknown_version_is_refused() {
        assertProblem(EMPTY + count(1), MessageProblem.NO_FIRST_LINE);
        assertProblem("", MessageProblem.NO_FIRST_LINE);
        assertProblem("some other file\n", MessageProblem.NO_FIRST_LINE);
        assertProblem("{\"format\":\"other\"}\n" + count(0), MessageProblem.NO_FIRST_LINE);
        assertProblem(FIRST.replace("1.0", "2.0") + count(0), MessageProblem.VERSION_UNKNOWN, "2.0", "1.x");
        assertProblem(FIRST.replace("1.0", "one") + count(0), MessageProblem.VERSION_UNKNOWN);
    }

    @Test
    void a_gzip_header_without_an_end_is_refused_without_being_held() {
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < header.length ? header[at++] & 0xff : 'x';
            }
        };
        assertThatThrownBy(() -> new MessageFileReader("q", endless, folder, MessageLimits.DEFAULT))
                .isInstanceOf(ProblemException.class).hasMessageStartingWith(MessageProblem.GZIP_DAMAGED.code());
    }

    @Test
    void an_error_of_the_disk_is_not_called_damage() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }
        };
        assertThatThrownBy(() -> new MessageFileReader("q", broken, folder, MessageLimits.DEFAULT))
                .isInstanceOf(ProblemException.class).hasMessageStartingWith(FileProblem.NOT_READABLE.code());
    }

    @Test
    void a_body_file_that_is_missing_or_changed_is_refused() throws Exception {
        Path file = Written.file(folder, List.of(Written.message(new Body.Empty()),
                Written.message(new Body.Bytes(Content.of(new byte[2 << 20])))));
        Path stored = folder.resolve("bodies/q/2-1");
        byte[] bytes = Files.readAllBytes(stored);
        bytes[77] ^= 1;
        Files.write(stored, bytes);
        assertProblem(file, MessageProblem.BODY_FILE_WRONG_HASH, "line 3", "bodies/q/2-1");
        Files.write(stored, new byte[5]);
        assertProblem(file, MessageProblem.BODY_FILE_WRONG_SIZE, "line 3", "has 5 bytes, not 2097152");
        Files.delete(stored);
        assertProblem(file, MessageProblem.BODY_FILE_MISSING, "line 3", "bodies/q/2-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "bodies/../../secret", "/etc/passwd", "bodies", "bodies/", "bodies/.x",
        "bodies//x", "bodies/a\\\\b", "bodies/a\\u0000", "q.jsonl.gz"})
    void a_body_file_name_that_leads_elsewhere_is_refused(String name) {
        String json = "{\"type\":\"bytes\",\"file\":\"" + name + "\",\"size\":1,\"sha256\":\"" + "0".repeat(64) + "\"}";
        assertProblem(FIRST + body(json) + count(1), MessageProblem.BODY_FILE_NAME, "line 2");
    }

    @Test
    void a_text_file_larger_than_the_limit_is_refused_before_it_is_read() {
        Path file = Written.file(folder, List.of(Written.message(new Body.Text("x".repeat(2 << 20)))));
        assertProblem(file, new MessageLimits(1000, 10, 1 << 20, 16), MessageProblem.TEXT_TOO_LONG, "bodies/q/1-1");
    }

    @Test
    void a_reader_that_failed_fails_again_with_the_same_problem() {
        Path file = Damage.gzip(folder.resolve("q.jsonl.gz"), FIRST + EMPTY + "{}\n" + EMPTY + count(2));
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            reader.next();
            Throwable first = catchThrowable(reader::hasNext);
            assertThat(first).isInstanceOf(ProblemException.class);
            assertThatThrownBy(reader::next).isSameAs(first);
        }
    }
}
