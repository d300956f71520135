package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;

/** The commands that look at messages. */
class MessagesCommandTest extends ConvertedSet {

    @Test
    void it_lists_queues_and_messages() {
        assertThat(run("messages", "list", repository(), set.getFileName().toString())).isZero();
        assertThat(out.toString()).contains(X, Y, "2026-11-22T10:15:00Z");
        assertThat(run("messages", "list", set.toString(), "--queue", X)).isZero();
        assertThat(out.toString()).contains("Queue " + X, "ID:a", "ID:c", "MESSAGE_ID=c", "bytes, 3 bytes")
                .doesNotContain("ID:b");
        assertThat(run("messages", "list", file(X), "--limit", "1")).isZero();
        assertThat(out.toString()).contains("ID:a", "not read further").doesNotContain("ID:c");
        assertThat(run("messages", "list", file(X), "--selector", "MESSAGE_ID = 'c'")).isZero();
        assertThat(out.toString()).contains("      2  ID:c").doesNotContain("ID:a");
        assertThat(run("messages", "list", file(X), "--selector", "MESSAGE_ID =")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-PORT-");
        assertThat(run("messages", "list", set.toString(), "-q", X, "-q", Y, "--selector", "MESSAGE_ID ="))
                .isEqualTo(1);
        assertThat(err.toString()).containsOnlyOnce("DB-PORT-016").contains(X, Y);
        assertThat(out.toString()).isEmpty();
        assertThat(run("messages", "list", set.toString(), "--selector", "TRUE")).isEqualTo(2);
    }

    @Test
    void a_queue_that_is_named_must_be_the_files_and_may_be_named_twice() {
        assertThat(run("messages", "count", file(X), "-q", Y)).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-003", "no queue " + Y, "Name one of: " + X);
        assertThat(run("messages", "count", file(X), "-q", X, "-q", X)).isZero();
        assertThat(out.toString()).contains("2  in all");
        assertThat(run("messages", "count", set.toString(), "-q", X, "-q", X)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("2  in all");
    }

    @Test
    void no_value_reaches_the_terminal_as_a_control_character() {
        assertThat(run("messages", "show", file(X), "--message", "1")).isZero();
        assertThat(out.toString()).contains("\\u001b[2Jgone\\u202e\\u0007", "evil\\u000a", "tab\\u0009here");
        assertThat(run("messages", "list", file(X))).isZero();
        assertThat(out.toString().chars()).noneMatch(c -> c < ' ' && c != '\n' || c == 0x202e);
        assertThat(out.toString().lines()).as("a line feed in a name begins no line").hasSize(4);
        assertThat(run("messages", "list", base.resolve("none\n  HINT: rm.jsonl.gz").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString()).contains("none\\u000a  HINT: rm");
    }

    @Test
    void it_shows_a_message_by_number_and_by_id_and_writes_its_body_into_a_new_file() throws IOException {
        Path target = base.resolve("body");
        assertThat(run("messages", "show", set.toString(), "-q", X, "-m", "ID:c", "--body", target.toString()))
                .isZero();
        assertThat(out.toString()).contains("JMSMessageID      ID:c", "000000  01 02 41", "..A");
        assertThat(target).hasBinaryContent(new byte[] {1, 2, 'A'});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-------");

        assertThat(run("messages", "show", file(X), "-m", "1", "--body", target.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-001");
        assertThat(target).hasBinaryContent(new byte[] {1, 2, 'A'});
        Path entry = base.resolve("entry");
        assertThat(run("messages", "show", file(Y), "-m", "1", "-e", "payload_1", "-b", entry.toString())).isZero();
        assertThat(entry).hasSize(1_500_000);
        assertThat(run("messages", "show", file(Y), "-m", "1", "-b", base.resolve("map").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-006", "--entry");
        String other = base.resolve("other").toString();
        assertThat(run("messages", "show", file(Y), "-m", "1", "-e", "payload_2", "-b", other)).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-007", "payload_2", "others");
        assertThat(run("messages", "show", file(X), "-m", "1", "-e", "payload_1", "-b", other)).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-007", "of the kind text");
        assertThat(base.resolve("other")).doesNotExist();
        assertThat(run("messages", "show", file(Y), "-m", "1", "-e", "payload_1")).isEqualTo(2);
        assertThat(err.toString()).contains("--body");
        assertThat(run("messages", "show", file(Y), "-m", "2")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-004");
        assertThat(run("messages", "show", set.toString(), "-m", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("Which queue?");
    }

    @Test
    void count_holds_what_it_read_against_the_manifest() throws IOException {
        assertThat(run("messages", "count", set.toString())).isZero();
        assertThat(out.toString()).contains("agree", "3  in all");
        Files.copy(Path.of(file(Y)), Path.of(file(X)), StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("messages", "count", set.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("DIFFER");
        assertThat(err.toString()).contains("DB-SET-016");
    }

    @Test
    void check_tells_all_that_is_wrong_with_a_file_at_once() throws IOException {
        Path file = base.resolve("bad.jsonl.gz");
        write(file, """
                {"format":"domibus-backup-messages","version":"1.0","queue":"q"}
                {"id":"ID:1","priority":4,"persistent":true,"properties":{},"body":{"type":"empty"}}
                {not JSON
                {"priority":44,"persistent":true,"properties":{},"body":{"type":"empty"}}
                {"priority":4,"persistent":true,"properties":{},"body":{"type":"bytes","file":"bodies/q/4-1","size":1,\
                "sha256":"%s"}}
                {"count":7}
                """.formatted("0".repeat(64)));

        assertThat(run("messages", "check", file.toString())).isEqualTo(1);
        assertThat(err.toString()).containsSubsequence("DB-MSG-006", "HINT", "DB-MSG-009", "DB-MSG-014", "DB-MSG-011",
                "7 messages, but it holds 4");
        assertThat(out.toString()).contains("NOT good");
    }

    @Test
    void what_cannot_be_read_is_a_problem_with_a_hint() throws IOException {
        Files.writeString(base.resolve("other.xml"), "<other/>");
        for (String[] wrong : new String[][] {
            {"messages", "check", base.resolve("none.jsonl.gz").toString()},
            {"messages", "list", base.toString()},
            {"messages", "count", xml.toString()},
            {"messages", "list", set.toString(), "--queue", "none"},
            {"messages", "convert", "--from-artemis", base.toString(), "--out", repository()},
            {"messages", "convert", "--from-artemis", base.resolve("none").toString(), "--out", repository()},
            {"messages", "convert", "--from-artemis", base.resolve("other.xml").toString(), "--out", repository()},
            {"messages", "convert", "--from-artemis", xml.toString(), "--out", repository(), "-q", "none"},
            {"messages", "convert", "--from-artemis", xml.toString(), "--out", xml.toString()},
            {"messages", "convert", "--to-artemis", xml.toString(), "--out", base.resolve("y").toString()}}) {
            assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(1);
            assertThat(err.toString()).as(String.join(" ", wrong)).startsWith("DB-").contains("HINT: ")
                    .doesNotContain("\tat ");
        }
        assertThat(run("messages", "convert", "--out", "x")).isEqualTo(2);
        assertThat(run("messages", "check")).isEqualTo(2);
    }
}
