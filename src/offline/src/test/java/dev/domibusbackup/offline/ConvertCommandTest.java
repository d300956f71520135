package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.message.artemis.ArtemisXmlWriter;

/** From the XML of the Artemis command line to a set, and back. */
class ConvertCommandTest extends ConvertedSet {

    @Test
    void an_export_becomes_a_sealed_set_that_verifies() {
        assertThat(out.toString()).contains("3 messages of 2 queues", "non-persistent", "Nothing was lost");
        assertThat(run("sets", "verify", repository(), set.getFileName().toString())).isZero();
        assertThat(out.toString()).contains("is good", "3 messages").doesNotContain("not known");
        assertThat(run("messages", "check", set.toString())).isZero();
        assertThat(out.toString()).contains("All are good: 3 messages in 2 files");
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
    void a_set_without_messages_says_why() throws IOException {
        Path empty = base.resolve("empty.xml");
        try (ArtemisXmlWriter writer = new ArtemisXmlWriter(Files.newOutputStream(empty), List.of())) {
            writer.finish();
        }
        Path target = base.resolve("without");
        assertThat(run("messages", "convert", "--from-artemis", empty.toString(), "-o", target.toString())).isZero();
        try (Stream<Path> sets = Files.list(target)) {
            Path without = sets.filter(folder -> folder.toString().endsWith("-from-artemis")).findFirst().orElseThrow();
            assertThat(run("messages", "list", without.toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("DB-OFFLINE-002", "without any").doesNotContain("left out");
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
    void a_body_that_cannot_be_read_hinders_only_those_who_want_its_queue() throws IOException {
        String good = Files.readString(xml).replaceFirst("(?s)(<message [^>]*type=\"map\".*?<queue name=\")[^\"]*",
                "$1broken");
        for (String body : List.of("no base64!", "AQAA")) {
            Path broken = base.resolve("broken.xml");
            Files.writeString(broken, good.replaceFirst("(?s)(name=\"broken\".*?<body>).*?</body>",
                    "$1<![CDATA[" + body + "]]></body>"));
            String target = base.resolve("from " + body).toString();
            assertThat(run("messages", "convert", "--from-artemis", broken.toString(), "-o", target)).isEqualTo(1);
            assertThat(err.toString()).contains("DB-OFFLINE-025", "--queue");
            assertThat(run("messages", "convert", "--from-artemis", broken.toString(), "-o", target, "-q", X)).isZero();
            assertThat(out.toString()).contains("2 messages of 1 queues");
            Files.writeString(broken, Files.readString(broken).replace("<queue name=\"broken\"/>", ""));
            assertThat(run("messages", "convert", "--from-artemis", broken.toString(), "-o", target + "none"))
                    .as(err.toString()).isZero();
            assertThat(out.toString()).contains("2 messages of 1 queues").containsPattern("(?m)^ +1  .*queue");
        }
    }
}
