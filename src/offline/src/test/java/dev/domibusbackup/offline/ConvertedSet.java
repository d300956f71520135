package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.message.artemis.ArtemisXmlWriter;

/** A set that was converted from an XML of the Artemis command line, for the tests of the commands for messages. */
abstract class ConvertedSet {

    static final String X = "jms.queue.x";
    static final String Y = "jms.queue.y";
    static final Instant SENT = Instant.parse("2026-11-22T10:15:00.123Z");
    static final String EVIL = "\u001b[2Jgone\u202e\u0007\n";

    @TempDir
    Path base;
    Path xml;
    Path set;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

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

    static PortableMessage message(String id, Map<String, TypedValue> properties, Body body) {
        return new PortableMessage(MessageHeader.builder().id(id).brokerId("7").timestamp(SENT).build(), properties,
                body);
    }

    static void write(Path file, String lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    String file(String queue) {
        return set.resolve("messages").resolve(queue + ".jsonl.gz").toString();
    }

    String repository() {
        return base.resolve("repository").toString();
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = OfflineTool.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
