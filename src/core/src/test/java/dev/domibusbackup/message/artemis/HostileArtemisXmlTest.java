package dev.domibusbackup.message.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ProblemException;

/** XML that no export wrote: damaged, cut off, or made to exhaust who reads it. */
class HostileArtemisXmlTest extends ArtemisXmlExports {

    @Test
    void document_types_and_entities_are_refused() {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                + export("<property name=\"n\" value=\"&b;\" type=\"string\"/>", "");
        String outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + export("", "");

        assertThat(problem(bytes(laughs))).isEqualTo("DB-OFFLINE-023");
        assertThat(problem(bytes(outside))).isEqualTo("DB-OFFLINE-023");
        assertThat(problem(bytes(export("<property name=\"n\" value=\"&b;\" type=\"string\"/>", ""))))
                .isEqualTo("DB-OFFLINE-022");
    }

    /** Newer JDKs limit what entities yield to 100000 characters, and count the five names that XML knows. */
    @Test
    void texts_with_many_quotes_and_brackets_are_no_attack() throws IOException {
        List<String> limits = List.of("jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit");
        limits.forEach(limit -> System.setProperty(limit, "10"));
        try {
            String names = "&quot;&amp;&lt;&gt;&apos;".repeat(100);
            String document = export("<property name=\"n\" value=\"" + names + "\" type=\"string\"/>", "");

            assertThat(read(bytes(document)).get(0).properties())
                    .containsEntry("n", TypedValue.of("\"&<>'".repeat(100)));
        } finally {
            limits.forEach(System::clearProperty);
        }
    }

    @Test
    void a_reference_with_many_zeros_hides_no_character() throws IOException {
        for (String reference : List.of("&#x" + "0".repeat(20) + "e000;", "&#" + "0".repeat(20_000) + "57344;zzzz",
                "&#99999999999999999999;")) {
            assertThat(problem(bytes(export("<property name=\"" + reference + "1234\" value=\"\" type=\"string\"/>",
                    "")))).isEqualTo("DB-OFFLINE-022");
        }
        assertThat(read(bytes(export("<property name=\"n\" value=\"&#x000000e000;&#9999;\" type=\"string\"/>", "")))
                .get(0).properties()).containsEntry("n", TypedValue.of("\ue000\u270f"));
    }

    @Test
    void what_is_no_export_is_told_as_that() {
        for (String other : List.of("", "   ", "hello", "<other/>", "<activemq-journa", "{\"a\":1}")) {
            assertThat(problem(bytes(other))).as(other).isEqualTo("DB-OFFLINE-020");
        }
        assertThat(problem(new byte[] {-1, -2, 0, 60})).isEqualTo("DB-OFFLINE-020");
    }

    @Test
    void an_export_that_ends_early_is_told_as_that_wherever_it_ends() {
        byte[] whole = bytes(export("<property name=\"n\" value=\"v\" type=\"string\"/>", "<![CDATA[AQI=]]>\n"));
        int begin = "<activemq-journal>".length();
        for (int length = begin; length < whole.length - 1; length++) {
            assertThat(problem(Arrays.copyOf(whole, length))).as("length " + length)
                    .isIn("DB-OFFLINE-021", "DB-OFFLINE-025");
        }
    }

    @Test
    void a_message_without_an_end_does_not_fill_the_memory() {
        String endless = "<activemq-journal><messages><message type=\"text\"><properties><property name=\"";
        byte[] document = Arrays.copyOf(bytes(endless), 80 << 20);
        Arrays.fill(document, endless.length(), document.length, (byte) 'x');

        assertThat(problem(document)).isEqualTo("DB-OFFLINE-024");
    }

    @Test
    void a_damaged_export_ends_in_a_problem_and_not_in_another_exception() {
        byte[] whole = bytes(export("<property name=\"n\" value=\"7\" type=\"integer\"/>", "<![CDATA[AQI=]]>\n"));
        Random random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).startsWith("DB-OFFLINE-02");
            } catch (IOException e) {
                assertThat(e).isInstanceOf(BrokenEncoding.class);
            }
        }
    }

    @Test
    void nothing_stays_where_bodies_lay() throws IOException {
        Body large = new Body.Bytes(Content.of(new byte[2_000_000]));
        read(written(new Differences(), List.of(message(header().build(), Map.of(), large))));

        assertThat(folder).isEmptyDirectory();
    }
}
