package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFormatSpecificationTest {

    private static final Path SPECIFICATION = Path.of("../documentation/message-format.md");
    private static final Path GOLDEN = Path.of("src/test/resources/message/golden.jsonl");

    @TempDir
    Path folder;

    @Test
    void the_writer_writes_the_golden_file_to_the_byte() throws Exception {
        Path file = Written.file(folder, messages());
        try (InputStream lines = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(GOLDEN));
        }
    }

    @Test
    void the_reader_reads_the_golden_file() throws Exception {
        Written.file(folder, messages());
        Path golden = Damage.gzip(folder.resolve("golden.jsonl.gz"), Files.readString(GOLDEN));
        assertThat(Written.read(golden)).isEqualTo(messages());
    }

    @Test
    void the_example_of_the_specification_is_the_golden_file() throws Exception {
        String text = Files.readString(SPECIFICATION);
        String start = "```jsonl\n";
        int from = text.indexOf(start) + start.length();
        assertThat(text.substring(from, text.indexOf("```", from))).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void the_specification_names_every_field_type_and_limit() throws Exception {
        String text = Files.readString(SPECIFICATION);
        assertThat(text).startsWith("# The format of message files, version " + MessageFormat.VERSION + "\n");
        for (Field field : MessageFormat.class.getDeclaredFields()) {
            if (field.getType() == String.class && !field.getName().equals("BODIES")) {
                assertThat(text).contains("`" + field.get(null) + "`");
            }
        }
        for (TypedValue.Type type : TypedValue.Type.values()) {
            assertThat(text).contains("`" + type.id() + "`");
        }
        for (Body.Kind kind : Body.Kind.values()) {
            assertThat(text).contains("`" + kind.id() + "`");
        }
        assertThat(text).contains(grouped(MessageFormat.INLINE_MAX), grouped(MessageLimits.DEFAULT.lineBytes()),
                grouped(MessageLimits.DEFAULT.values()), MessageLimits.DEFAULT.depth() + " levels",
                "above " + (MessageLimits.DEFAULT.textBytes() >> 20) + " MiB",
                QueueFileName.MAX_LENGTH + " characters");
    }

    private static String grouped(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }

    private static List<PortableMessage> messages() throws IOException {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        properties.put("DOMAIN", TypedValue.of("default"));
        properties.put("JMSXGroupID", TypedValue.of("g-1"));
        properties.put("retry", TypedValue.of(true));
        properties.put("b", TypedValue.of((byte) -1));
        properties.put("s", TypedValue.of((short) 300));
        properties.put("i", TypedValue.of(Integer.MIN_VALUE));
        properties.put("l", TypedValue.of(Long.MAX_VALUE));
        properties.put("f", TypedValue.of(-0.0f));
        properties.put("d", TypedValue.of(Double.NaN));
        properties.put("nothing", TypedValue.NULL);
        PortableMessage full = new PortableMessage(MessageHeader.builder()
                .id("ID:3f2a").brokerId("1099511627786").timestamp(Instant.parse("2026-11-22T10:15:00.123Z"))
                .type("submit").correlationId(new CorrelationId.Text("order-7"))
                .replyTo(new ReplyTo(ReplyTo.Type.QUEUE, "domibus.backend.jms.replyQueue"))
                .priority(9).persistent(false).expiration(Instant.parse("2026-12-01T00:00:00Z"))
                .due(Instant.parse("2026-11-22T10:20:00.123Z")).deliveryCount(2).build(),
                properties, new Body.Text("Grüße \ud83d\ude00 \ud800 \u0001\n"));
        Map<String, TypedValue> entries = new LinkedHashMap<>();
        entries.put("payload_1", TypedValue.of(new byte[] {1, 2, 3}));
        entries.put("large", TypedValue.of(new byte[(1 << 20) + 1]));
        entries.put("c", TypedValue.of('ß'));
        return List.of(full,
                Written.message(new Body.Text(null)),
                Written.message(new Body.Text("ab".repeat(600_000))),
                new PortableMessage(MessageHeader.builder()
                        .correlationId(new CorrelationId.Bytes(Content.of(new byte[] {0, -1}))).build(),
                        Map.of(), new Body.Bytes(Content.of(new byte[] {-1, -2, -3, -4}))),
                Written.message(new Body.MapBody(entries)),
                Written.message(new Body.StreamBody(List.of(TypedValue.of(1L), TypedValue.of("x"), TypedValue.NULL))),
                Written.message(new Body.ObjectBody(Content.of(new byte[] {-84, -19, 0, 5, 112}))),
                Written.message(new Body.Empty()));
    }
}
