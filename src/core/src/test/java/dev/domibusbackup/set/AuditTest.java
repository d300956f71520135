package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditTest {

    @TempDir
    Path folder;
    private Path file;
    private Audit audit;

    @BeforeEach
    void open() {
        file = folder.resolve("audit.jsonl");
        audit = new Audit(file);
    }

    @Test
    void the_last_entries_come_newest_first() throws IOException {
        assertThat(audit.last(5)).isEmpty();
        IntStream.range(0, 10).forEach(i -> audit.append(entry("a" + i)));
        assertThat(audit.last(3)).extracting(Audit.Entry::action).containsExactly("a9", "a8", "a7");
        assertThat(audit.last(100)).hasSize(10).last().isEqualTo(entry("a0"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void whatever_a_crash_leaves_of_the_last_line_the_others_are_read_and_the_next_is_whole() throws IOException {
        audit.append(entry("first"));
        byte[] first = Files.readAllBytes(file);
        audit.append(new Audit.Entry(Sets.NOW, "J\u00f6rg \ud83d\ude00", "torn", "s", "ok",
                Map.of("a", "{}", "b", "\\")));
        byte[] both = Files.readAllBytes(file);
        for (int length = first.length + 1; length < both.length; length++) {
            Files.write(file, Arrays.copyOf(both, length));
            boolean whole = length == both.length - 1;
            assertThat(audit.last(9)).as("%d bytes", length).hasSize(whole ? 2 : 1);
            audit.append(entry("next"));
            assertThat(audit.last(9)).as("%d bytes", length).hasSize(whole ? 3 : 2)
                    .first().isEqualTo(entry("next"));
        }
    }

    @Test
    void a_line_that_is_damaged_and_not_only_cut_off_is_no_secret() throws IOException {
        audit.append(entry("first"));
        Files.writeString(file, "{\"at\":\"2026\", who knows}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> audit.last(9)).hasMessageContaining("DB-SET-019");
    }

    @Test
    void entries_written_at_once_are_all_there() {
        IntStream.range(0, 40).parallel().forEach(i -> new Audit(file).append(entry("a" + i)));
        assertThat(audit.last(100)).extracting(Audit.Entry::action).doesNotHaveDuplicates().hasSize(40);
    }

    private static Audit.Entry entry(String action) {
        return new Audit.Entry(Sets.NOW, "operator", action, "subject", "ok", Map.of("k", "v"));
    }
}
