package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

    private static final String LONG = "QUJD".repeat(5000);
    private static final byte[] BYTES = Base64.getDecoder().decode(LONG);

    @Test
    void a_long_plain_value_is_taken_out_and_found_again_behind_characters_of_every_size() throws Exception {
        for (String before : new String[] {"", "x", "\u00e4", "\u20ac", "\ud83d\ude00", "\u00e4".repeat(9000)}) {
            String line = line("\"" + before + "\":{\"type\":\"bytes\",\"value\":\"" + LONG + "\"}",
                    "{\"type\":\"text\",\"value\":\"" + LONG + "\"}");
            PortableMessage message = decode(line);
            assertThat(message.properties()).containsOnlyKeys(before);
            assertThat(((Content) message.properties().get(before).value()).toByteArray()).isEqualTo(BYTES);
            assertThat(message.body()).isEqualTo(new Body.Text(LONG));

            byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
            PlainValues plain = new PlainValues(utf8, utf8.length);
            assertThat(plain.rest().readAllBytes()).hasSize(utf8.length - 2 * LONG.length());
        }
    }

    @Test
    void an_empty_value_beside_a_long_one_stays_empty() throws Exception {
        PortableMessage message = decode(line("\"a\":{\"type\":\"string\",\"value\":\"\"},\"b\":{\"type\":\"string\","
                + "\"value\":\"" + LONG + "\"},\"c\":{\"type\":\"string\",\"value\":\"\"}",
                "{\"type\":\"empty\"}"));
        assertThat(message.properties()).isEqualTo(new LinkedHashMap<>(Map.of("a", TypedValue.of(""), "b",
                TypedValue.of(LONG), "c", TypedValue.of(""))));
    }

    @Test
    void what_looks_like_a_value_inside_of_a_text_stays_there() throws Exception {
        String text = "\"type\":\"bytes\",\"value\":\"" + LONG + "\",";
        String escaped = text.replace("\"", "\\\"");
        assertThat(decode(line("", "{\"type\":\"text\",\"value\":\"" + escaped + "\"}")).body())
                .isEqualTo(new Body.Text(text));
    }

    @Test
    void what_is_wrong_with_a_line_is_said_as_if_nothing_had_been_taken_out() {
        String broken = line("", "{\"type\":\"bytes\",\"value\":\"" + LONG + "\"}").replace("}}", "}]");
        assertThatThrownBy(() -> decode(broken)).isInstanceOfSatisfying(JsonProcessingException.class,
                e -> assertThat(e.getLocation().getColumnNr()).isGreaterThan(LONG.length()));
        assertThatThrownBy(() -> decode(line("", "{\"type\":\"bytes\",\"value\":\"" + LONG + "!\"}")))
                .isInstanceOf(BadLine.class).hasMessageContaining("not base64");
        assertThatThrownBy(() -> decode(line("", "{\"type\":\"map\",\"value\":\"" + LONG + "\"}")))
                .isInstanceOf(BadLine.class);
        assertThatThrownBy(() -> decode(line("\"value\":\"" + LONG + "\"", "{\"type\":\"empty\"}")))
                .isInstanceOf(BadLine.class);
        String cut = line("", "{\"type\":\"bytes\",\"value\":\"" + LONG);
        assertThatThrownBy(() -> decode(cut.substring(0, cut.length() - 2))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void texts_of_any_characters_come_back() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 20_000) {
                text.append("x".repeat(random.nextInt(9000))).appendCodePoint(random.nextInt(0xd800));
            }
            String json = new String(JsonStringEncoder.getInstance().quoteAsString(text.toString()));
            assertThat(decode(line("\"p\":{\"type\":\"string\",\"value\":\"" + json + "\"}",
                    "{\"type\":\"text\",\"value\":\"" + json + "\"}")).body())
                    .isEqualTo(new Body.Text(text.toString()));
        }
    }

    private static String line(String properties, String body) {
        return "{\"priority\":4,\"persistent\":true,\"properties\":{" + properties + "},\"body\":" + body + "}";
    }

    private static PortableMessage decode(String line) throws IOException, BadLine {
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        LineDecoder decoder = new LineDecoder(MessageLimits.DEFAULT,
                new BodyFileReader("q", Path.of("."), 1 << 20, () -> 1));
        return ((Line.Message) decoder.decode(utf8, utf8.length)).message();
    }
}
