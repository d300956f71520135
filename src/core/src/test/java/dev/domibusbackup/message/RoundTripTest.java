package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {

    @TempDir
    Path folder;

    @Test
    void two_messages_that_differ_in_one_byte_or_type_are_not_equal() {
        assertThat(Written.message(new Body.Bytes(Content.of(new byte[] {1, 2}))))
                .isEqualTo(Written.message(new Body.Bytes(Content.of(new byte[] {1, 2}))))
                .isNotEqualTo(Written.message(new Body.Bytes(Content.of(new byte[] {1, 3}))));
        assertThat(TypedValue.of(1)).isNotEqualTo(TypedValue.of(1L));
        assertThat(TypedValue.of(0.0)).isNotEqualTo(TypedValue.of(-0.0));
        assertThat(TypedValue.of(Double.NaN)).isEqualTo(TypedValue.of(Double.NaN));
    }

    @Test
    void a_large_text_with_and_without_lone_surrogates_goes_into_a_file_and_comes_back() throws Exception {
        String valid = "aπ\ud83d\ude00".repeat(600_000);
        String invalid = valid + '\ud83d';
        List<PortableMessage> messages = List.of(Written.message(new Body.Text(valid)),
                Written.message(new Body.Text(invalid)),
                Written.message(new Body.MapBody(Map.of("big", TypedValue.of(invalid)))));
        assertThat(Written.read(Written.file(folder, messages))).isEqualTo(messages);
        assertThat(Files.readString(folder.resolve("bodies/q/1-1"))).isEqualTo(valid);
        assertThat(folder.resolve("bodies/q/2-1")).hasSize(2L * invalid.length());
    }

    @Test
    void a_value_of_exactly_one_mebibyte_stays_in_the_line_and_one_more_byte_does_not() {
        byte[] limit = new byte[1 << 20];
        byte[] over = Arrays.copyOf(limit, limit.length + 1);
        List<PortableMessage> messages = List.of(Written.message(new Body.Bytes(Content.of(limit))),
                Written.message(new Body.Bytes(Content.of(over))),
                Written.message(new Body.Text("x".repeat(1 << 20))),
                Written.message(new Body.Text("x".repeat((1 << 20) + 1))));
        assertThat(Written.read(Written.file(folder, messages))).isEqualTo(messages);
        assertThat(folder.resolve("bodies/q").toFile().list()).containsExactlyInAnyOrder("2-1", "4-1");
    }

    @Test
    void many_entries_below_the_limit_do_not_make_a_line_that_no_reader_takes() {
        byte[] almost = new byte[1_000_000];
        Map<String, TypedValue> entries = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            entries.put("e" + i, TypedValue.of(almost));
        }
        List<PortableMessage> messages = List.of(Written.message(new Body.MapBody(entries)));
        assertThat(Written.read(Written.file(folder, messages))).isEqualTo(messages);
        assertThat(folder.resolve("bodies/q").toFile().list()).hasSize(92);
    }
}
