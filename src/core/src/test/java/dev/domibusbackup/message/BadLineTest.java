package dev.domibusbackup.message;

import static dev.domibusbackup.message.Damage.EMPTY;
import static dev.domibusbackup.message.Damage.FIRST;
import static dev.domibusbackup.message.Damage.body;
import static dev.domibusbackup.message.Damage.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are no message of the format, in a stream that is sound. */
class BadLineTest extends DamagedFiles {

    @Test
    void an_unknown_field_is_refused_in_our_version_and_passed_over_in_a_newer_minor_one() {
        String more = EMPTY.replace("{\"priority\"", "{\"new\":{\"a\":[1,{}]},\"priority\"");
        assertProblem(FIRST + more + count(1), MessageProblem.UNKNOWN_FIELD, "line 2", "\"new\"");
        String newer = FIRST.replace("1.0\"", "1.7\",\"site\":\"x\"");
        assertThat(MessageFileReader.check(Damage.gzip(folder.resolve("n.gz"), newer + more
                + "{\"count\":1,\"sum\":5}\n"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"priority\":4,", "{]}", "{\"a\":tru}",
        "{\"id\":\"a\",\"id\":\"b\"}", "{\"id\":\"\u0001\"}"})
    void a_line_that_is_not_json_is_refused_without_quoting_it(String line) {
        assertProblem(FIRST + EMPTY + line + "\n" + count(2), MessageProblem.LINE_NOT_JSON, "line 3");
        Problem secret = problem(FIRST + "{\"id\":hunter2}\n");
        assertThat(secret.code()).isEqualTo(MessageProblem.LINE_NOT_JSON.code());
        assertThat(secret.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nothing", "{}", "{\"priority\":4,\"persistent\":true,\"properties\":{}}"})
    void a_line_that_is_no_message_is_refused(String line) {
        assertProblem(FIRST + line + "\n" + count(1), MessageProblem.LINE_NOT_VALID, "line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"type\":\"text\"}", "{\"type\":\"text\",\"value\":1}", "{\"type\":\"nothing\"}", "[]", "null",
        "{\"type\":\"empty\",\"value\":null}", "{\"type\":\"bytes\",\"value\":\"=\"}", "{\"type\":\"bytes\"}",
        "{\"type\":\"map\",\"value\":[]}", "{\"type\":\"stream\",\"value\":{}}",
        "{\"type\":\"map\",\"value\":{\"a\":1}}",
        "{\"type\":\"stream\",\"value\":[null]}", "{\"type\":\"text\",\"file\":\"bodies/q/1-1\"}",
        "{\"type\":\"bytes\",\"file\":\"bodies/q/1\",\"size\":1,\"sha256\":\"0\"}",
        "{\"type\":\"map\",\"value\":{},\"file\":\"bodies/q/1\"}"})
    void a_body_against_its_type_is_refused(String json) {
        assertProblem(FIRST + body(json) + count(1), MessageProblem.LINE_NOT_VALID, "line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"byte\",\"value\":128", "\"short\",\"value\":40000", "\"int\",\"value\":2147483648", "\"int\",\"value\":1.5",
        "\"int\",\"value\":\"1\"", "\"long\",\"value\":1", "\"long\",\"value\":\"9223372036854775808\"",
        "\"int\",\"value\":11111111111111111111111111111111111111111111111111111111",
        "\"null\",\"value\":null",
        "\"double\",\"value\":\"0x1p3\"", "\"float\",\"value\":\"1f\"", "\"double\",\"value\":\" 1\"",
        "\"char\",\"value\":\"ab\"", "\"boolean\",\"value\":\"true\"",
        "\"string\",\"value\":null", "\"date\",\"value\":\"\"",
        "\"int\"", "\"bytes\",\"value\":{}"})
    void a_value_against_its_type_is_refused(String typed) {
        String line = EMPTY.replace("\"properties\":{}", "\"properties\":{\"p\":{\"type\":" + typed + "}}");
        assertProblem(FIRST + line + count(1), MessageProblem.LINE_NOT_VALID, "line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"priority\":10", "\"priority\":-1", "\"priority\":99999999999999999999",
        "\"priority\":null", "\"priority\":4,\"deliveryCount\":-1", "\"priority\":4,\"due\":\"2026-01-01\"",
        "\"priority\":4,\"due\":\"2026-01-01T00:00:00+01:00\"", "\"priority\":4,\"due\":1",
        "\"priority\":4,\"replyTo\":{\"type\":\"queue\"}", "\"priority\":4,\"correlationId\":\"x\"",
        "\"priority\":4,\"correlationId\":{\"type\":\"int\",\"value\":1}", "\"priority\":4,\"id\":null"})
    void a_header_field_against_its_type_is_refused(String fields) {
        assertProblem(FIRST + EMPTY.replace("\"priority\":4", fields) + count(1), MessageProblem.LINE_NOT_VALID,
                "line 2");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws Exception {
        byte[] lines = (FIRST + EMPTY.replace("{\"priority\"", "{\"id\":\"?\",\"priority\""))
                .getBytes(StandardCharsets.UTF_8);
        lines[new String(lines, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
        assertThat(refused(Damage.gzip(lines)).code())
                .isEqualTo(MessageProblem.LINE_NOT_VALID.code());
    }

    @Test
    void lines_too_long_too_deep_and_with_too_many_values_are_refused() {
        assertProblem(FIRST + body("{\"type\":\"stream\",\"value\":" + "[".repeat(100_000)),
                MessageProblem.LINE_NOT_VALID);
        String newer = FIRST.replace("1.0", "1.1");
        assertProblem(newer + "{\"new\":" + "[".repeat(100_000) + "\n", MessageProblem.TOO_DEEP, "line 2", "16 levels");
        String stream = body("{\"type\":\"stream\",\"value\":["
                + "{\"type\":\"null\"},".repeat(10) + "{\"type\":\"null\"}]}");
        Path file = Damage.gzip(folder.resolve("q.jsonl.gz"), FIRST + stream + count(1));
        assertProblem(file, new MessageLimits(1000, 10, 10, 16), MessageProblem.TOO_MANY_VALUES);
        assertProblem(file, new MessageLimits(100, 100, 10, 16), MessageProblem.LINE_TOO_LONG);
    }

    @Test
    void a_line_without_an_end_is_refused_at_the_limit() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(FIRST.getBytes(StandardCharsets.UTF_8));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 70; i++) {
                gzip.write(blanks);
            }
        }
        assertThat(refused(bomb.toByteArray()).code()).isEqualTo(MessageProblem.LINE_TOO_LONG.code());
    }
}
