package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.message.artemis.ArtemisXmlWriter;

/** The commands for messages, on a set that was converted from an XML of the Artemis command line. */
class MessagesCommandTest {

    private static final String X = "jms.queue.x";
    private static final String Y = "jms.queue.y";
    private static final Instant SENT = Instant.parse("2026-11-22T10:15:00.123Z");
    private static final String EVIL = "\u001b[2Jgone\u202e\u0007\n";

    @TempDir
    Path base;
    private Path xml;
    private Path set;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void convert() throws IOException {
        xml = base.resolve("exp.xml");
        byte[] large = new byte[1_500_000];
        Arrays.fill(large, (byte) 'L');
        try (ArtemisXmlWriter writer = new ArtemisXmlWriter(Files.newOutputStream(xml), List.of(X, Y))) {
            writer.write(X, message("ID:a", Map.of("evil\n", TypedValue.of("tab\there")), new Body.Text(EVIL)));
            writer.write(Y, message("ID:b", Map.of(), new Body.MapBody(Map.of("payload_1", TypedValue.of(large)))));
            writer.write(X, message("ID:c", Map.of("MESSAGE_ID", TypedValue.of("c")),
                    new Body.Bytes(Content.of(new byte[] {1, 2, 'A'}))));
            writer.finish();
        }
        assertThat(run("messages", "convert", "--from-artemis", xml.toString(), "--out", repository())).isZero();
        try (Stream<Path> sets = Files.list(base.resolve("repository"))) {
            set = sets.filter(folder -> folder.toString().endsWith("-from-artemis")).findFirst().orElseThrow();
        }
    }

    @Test
    void an_export_becomes_a_sealed_set_that_verifies() {
        assertThat(out.toString()).contains("3 messages of 2 queues", "non-persistent", "Nothing was lost");
        assertThat(run("sets", "verify", repository(), set.getFileName().toString())).isZero();
        assertThat(out.toString()).contains("is good", "3 messages").doesNotContain("not known");
        assertThat(run("messages", "check", set.toString())).isZero();
        assertThat(out.toString()).contains("All are good: 3 messages in 2 files");
    }

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
        assertThat(run("messages", "list", set.toString(), "--selector", "TRUE")).isEqualTo(2);
    }

    @Test
    void no_value_reaches_the_terminal_as_a_control_character() {
        assertThat(run("messages", "show", file(X), "--message", "1")).isZero();
        assertThat(out.toString()).contains("\\u001b[2Jgone\\u202e\\u0007", "evil\\u000a", "tab\\u0009here");
        assertThat(run("messages", "list", file(X))).isZero();
        assertThat(out.toString().chars()).noneMatch(c -> c < ' ' && c != '\n' || c == 0x202e);
        assertThat(out.toString().lines()).as("a line feed in a name begins no line").hasSize(4);
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
    void a_set_goes_out_and_comes_back_the_same() throws IOException {
        Path again = base.resolve("again.xml.gz");
        assertThat(run("messages", "convert", "--to-artemis", set.toString(), "--out", again.toString(), "--strict"))
                .isZero();
        assertThat(out.toString()).contains("3 messages of 2 queues", "3  a JMSMessageID");
        assertThat(run("messages", "convert", "--from-artemis", again.toString(), "--out",
                base.resolve("second").toString(), "--label", "again", "-q", Y)).isZero();
        assertThat(out.toString()).contains("1 messages of 1 queues");
    }

    @Test
    void strict_fails_when_something_is_lost() throws IOException {
        Path file = base.resolve("lost.jsonl.gz");
        write(file, """
                {"format":"domibus-backup-messages","version":"1.0","queue":"q"}
                {"priority":4,"persistent":false,"deliveryCount":2,"body":{"type":"empty"},\
                "properties":{"x":{"type":"string","value":"\\u0001"}}}
                {"count":1}
                """);
        Path target = base.resolve("lost.xml");
        assertThat(run("messages", "convert", "--to-artemis", file.toString(), "--out", target.toString(), "--strict"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("1  not persistent", "1  delivery tried", "1  a name or text");
        assertThat(err.toString()).contains("DB-OFFLINE-029");
        assertThat(run("messages", "convert", "--to-artemis", file.toString(), "--out", target.toString()))
                .as("nothing is replaced").isEqualTo(1);
    }

    @Test
    void nothing_half_converted_stays() throws IOException {
        byte[] whole = Files.readAllBytes(xml);
        Path cut = base.resolve("cut.xml");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 30));
        assertThat(run("messages", "convert", "--from-artemis", cut.toString(), "-o", base.resolve("no").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-021", "after 3 whole messages");
        assertThat(base.resolve("no")).doesNotExist();
        assertThat(run("messages", "convert", "--from-artemis", cut.toString(), "-o", repository())).isEqualTo(1);
        try (Stream<Path> sets = Files.list(base.resolve("repository"))) {
            assertThat(sets.filter(folder -> !folder.endsWith(".catalog"))).containsExactly(set);
        }
        Path packed = base.resolve("cut.xml.gz");
        write(packed, Files.readString(xml));
        byte[] gzip = Files.readAllBytes(packed);
        for (int missing : new int[] {1, 8, gzip.length / 2}) {
            Files.write(packed, Arrays.copyOf(gzip, gzip.length - missing));
            assertThat(run("messages", "convert", "--from-artemis", packed.toString(), "-o", repository()))
                    .isEqualTo(1);
            assertThat(err.toString()).as("without " + missing).contains("DB-OFFLINE-021");
        }
        Path file = Path.of(file(Y));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
        assertThat(run("messages", "convert", "--to-artemis", set.toString(), "-o", base.resolve("z").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("DB-MSG-002");
        assertThat(base.resolve("z")).doesNotExist();
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

    private static PortableMessage message(String id, Map<String, TypedValue> properties, Body body) {
        return new PortableMessage(MessageHeader.builder().id(id).brokerId("7").timestamp(SENT).build(), properties,
                body);
    }

    private static void write(Path file, String lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    private String file(String queue) {
        return set.resolve("messages").resolve(queue + ".jsonl.gz").toString();
    }

    private String repository() {
        return base.resolve("repository").toString();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = OfflineTool.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
