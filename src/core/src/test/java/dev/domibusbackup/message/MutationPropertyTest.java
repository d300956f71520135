package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.domibusbackup.message.arbitrary.Messages;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A valid file that was changed afterwards is found, whatever it holds and wherever it was changed. */
class MutationPropertyTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int MANY = 1_000_000_000;

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void a_changed_byte_is_found_or_changes_nothing_that_is_read(@ForAll("small") List<PortableMessage> messages,
            @ForAll @IntRange(max = MANY) int at, @ForAll @IntRange(min = 1, max = 255) int bits) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Written.file(scratch.folder(), messages);
            byte[] bytes = Files.readAllBytes(file);
            bytes[at % bytes.length] ^= (byte) bits;
            Files.write(file, bytes);
            // only time, speed and system in the header of a gzip member mean nothing
            if (isAccepted(file)) {
                assertThat(Written.read(file)).isEqualTo(messages);
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_file_cut_short_anywhere_is_found(@ForAll("small") List<PortableMessage> messages,
            @ForAll @IntRange(max = MANY) int at) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Written.file(scratch.folder(), messages);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, at % bytes.length));
            assertThat(isAccepted(file)).isFalse();
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void a_line_that_was_removed_or_doubled_is_found(@ForAll("small") List<PortableMessage> messages,
            @ForAll @IntRange(max = MANY) int at, @ForAll boolean doubled) throws IOException {
        List<String> lines = lines(messages);
        int changed = at % lines.size();
        String line = lines.remove(changed);
        if (doubled) {
            lines.add(changed, line);
            lines.add(changed, line);
        }
        ProblemType expected = MessageProblem.WRONG_COUNT;
        if (changed == 0) {
            expected = doubled ? MessageProblem.LINE_NOT_VALID : MessageProblem.NO_FIRST_LINE;
        } else if (line.startsWith("{\"count\"")) {
            expected = doubled ? MessageProblem.DATA_AFTER_LAST_LINE : MessageProblem.NO_LAST_LINE;
        }
        assertFound(lines, expected);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void a_count_that_is_not_the_number_of_messages_is_found(@ForAll("small") List<PortableMessage> messages,
            @ForAll @IntRange(max = MANY) int count) throws IOException {
        List<String> lines = lines(messages);
        int wrong = count == messages.size() ? count + 1 : count;
        lines.set(lines.size() - 1, "{\"count\":" + wrong + "}");
        assertFound(lines, MessageProblem.WRONG_COUNT);
    }

    /** Beneath the checksum, as somebody's program would damage a file: the text may still be a message. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void changed_bytes_in_the_lines_end_in_messages_or_in_a_problem_of_ours(
            @ForAll("ofEveryShape") List<PortableMessage> messages,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = MANY) Integer> places,
            @ForAll("damage") byte[] damage) throws IOException {
        byte[] text = text(lines(messages));
        for (int i = 0; i < places.size(); i++) {
            text[places.get(i) % text.length] = damage[i];
        }
        try (Scratch scratch = new Scratch()) {
            isAccepted(Files.write(scratch.folder().resolve("q.jsonl.gz"), Damage.gzip(text)));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void a_body_file_that_was_changed_cut_short_or_made_longer_is_found(@ForAll @IntRange(max = MANY) int at,
            @ForAll("changes") Change change) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Written.file(scratch.folder(),
                    List.of(Written.message(new Body.Bytes(Content.of(new byte[1_200_000])))));
            Path body = scratch.folder().resolve("bodies/q/1-1");
            byte[] bytes = Files.readAllBytes(body);
            int place = at % bytes.length;
            if (change == Change.FLIPPED) {
                bytes[place] ^= 1;
            }
            Files.write(body, switch (change) {
                case FLIPPED -> bytes;
                case SHORTER -> Arrays.copyOf(bytes, place);
                case LONGER -> Arrays.copyOf(bytes, bytes.length + 1 + place);
            });
            assertThat(isAccepted(file)).isFalse();
        }
    }

    /** What the properties above rest on: an unchanged file is taken. */
    @Example
    void an_unchanged_file_is_taken() throws IOException {
        try (Scratch scratch = new Scratch()) {
            assertThat(isAccepted(Written.file(scratch.folder(), List.of(Written.message(new Body.Text("x"))))))
                    .isTrue();
        }
    }

    enum Change { FLIPPED, SHORTER, LONGER }

    @Provide
    Arbitrary<Change> changes() {
        return Arbitraries.of(Change.class);
    }

    /** Any bytes, and those that mean something in JSON. */
    @Provide
    Arbitrary<byte[]> damage() {
        byte[] signs = "{}[]\",:\\u0null1-e\n".getBytes(StandardCharsets.US_ASCII);
        return Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.integers().between(0, signs.length - 1)
                .map(sign -> signs[sign])).array(byte[].class).ofSize(4);
    }

    @Provide
    Arbitrary<List<PortableMessage>> ofEveryShape() {
        return Messages.files(Messages.messages(), 3);
    }

    @Provide
    Arbitrary<List<PortableMessage>> small() {
        return Messages.files(Messages.small(), 6);
    }

    /** Whether the check finds nothing; it must end in time, and with no exception but our own. */
    private static boolean isAccepted(Path file) {
        return assertTimeoutPreemptively(BOUND, () -> {
            try {
                MessageFileReader.check(file);
                return true;
            } catch (ProblemException found) {
                return false;
            }
        });
    }

    private static void assertFound(List<String> lines, ProblemType expected) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Files.write(scratch.folder().resolve("q.jsonl.gz"), Damage.gzip(text(lines)));
            assertThatThrownBy(() -> MessageFileReader.check(file)).isInstanceOfSatisfying(ProblemException.class,
                    thrown -> assertThat(thrown.problem().code()).as(thrown.getMessage()).isEqualTo(expected.code()));
        }
    }

    private static List<String> lines(List<PortableMessage> messages) throws IOException {
        try (Scratch scratch = new Scratch()) {
            byte[] packed = Files.readAllBytes(Written.file(scratch.folder(), messages));
            byte[] text = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            return new ArrayList<>(Arrays.asList(new String(text, StandardCharsets.UTF_8).split("\n")));
        }
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
