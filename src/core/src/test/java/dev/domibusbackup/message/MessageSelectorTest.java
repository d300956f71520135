package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSelectorTest {

    private static final PortableMessage MESSAGE = message();

    private static PortableMessage message() {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("i", 5);
        values.put("l", 5_000_000_000L);
        values.put("sh", (short) 3);
        values.put("b", (byte) 1);
        values.put("d", 2.5);
        values.put("fl", 1.5f);
        values.put("s", "abc");
        values.put("n", "7");
        values.put("quote", "it's");
        values.put("percent", "50%_x");
        values.put("smile", "a\uD83D\uDE00z");
        values.put("t", true);
        values.put("f", false);
        values.put("nothing", null);
        values.put("nan", Double.NaN);
        values.forEach((name, value) -> properties.put(name, TypedValue.of(value)));
        MessageHeader header = MessageHeader.builder().id("ID:1").type("order").priority(7).persistent(false)
                .timestamp(Instant.ofEpochMilli(1_700_000_000_000L)).correlationId(new CorrelationId.Text("c-1"))
                .deliveryCount(3).build();
        return new PortableMessage(header, properties, new Body.Empty());
    }

    private static boolean matches(String selector) {
        return MessageSelector.of("q", selector).matches(MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i=5", "i = 5.0", "i<>6", "5=i", "i>4 AND s='abc'", "NOT i=6", "NOT i=5 OR t", "i<l",
        "l=5000000000", "b=1", "sh=3", "fl=1.5", "d=2.5e0", "d>2", "i>-6", "i > - 6", "i=+5", "-i=-5", "- -i=5",
        "i+1=6", "i*2+1=11", "1+i*2=11", "(i+1)*2=12", "10-3-2=i", "i/2=2", "d*2=i", "0x10=16", "010=8", "10L=10",
        ".5=0.5", "1.=1", "1.5f=1.5", "-9223372036854775808 < l", "1/0 = 1 OR t", "i/0.0 > 5",
        "t", "NOT f", "t=TRUE", "t<>false", "t = t", "f AND f OR t", "t OR f AND f", "(((i=5)))", "i=5 and t or f",
        "x IS NULL", "nothing IS NULL", "s IS NOT NULL", "x=5 OR t", "NOT (x=5 AND f)", "x + 1 = 6 OR t",
        "s LIKE 'a%'", "s LIKE 'a_c'", "s LIKE '%'", "s LIKE 'abc'", "s NOT LIKE 'z%'", "s LIKE '%b%'",
        "percent LIKE '50!%!_x' ESCAPE '!'", "percent LIKE '50\\%%' ESCAPE '\\'", "smile LIKE 'a_z'", "'' = ''",
        "s IN ('abc','d')", "s NOT IN ('x')", "s in ('abc')", "i BETWEEN 1 AND 5", "i NOT BETWEEN 6 AND 9",
        "i NOT BETWEEN 1 AND 4", "i NOT BETWEEN x AND 4", "NOT s BETWEEN 1 AND 9",
        "d between 2 and i", "quote='it''s'", "n='7'", "$a IS NULL", "_x IS NULL", "nan <> nan", "s <> 'z'",
        "JMSPriority = 7", "JMSPriority > 4 AND JMSType = 'order'", "JMSMessageID = 'ID:1'",
        "JMSDeliveryMode = 'NON_PERSISTENT'", "JMSTimestamp = 1700000000000", "JMSCorrelationID LIKE 'c-%'",
        "JMSXDeliveryCount > 2", "JMSXGroupID IS NULL"})
    void these_select_the_message(String selector) {
        assertThat(matches(selector)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i<>5", "NOT i=5", "x=5", "NOT x=5", "x=5 OR NOT x=5", "x IN ('a')", "x NOT IN ('a')",
        "x BETWEEN 1 AND 5", "x NOT BETWEEN 1 AND 5",
        "s NOT BETWEEN 1 AND 5", "nan NOT BETWEEN 1 AND 5", "i NOT BETWEEN 5 AND 5", "i NOT BETWEEN 4 AND x",
        "i NOT IN ('x')", "t NOT IN ('x')", "NOT i IN ('5')", "x LIKE 'a%'", "x NOT LIKE 'a%'", "x = x",
        "nothing = nothing",
        "NOT (x=5 OR f)", "x IS NOT NULL", "n=7", "i='5'", "s='ABC'", "S='abc'", "s like 'A%'", "s LIKE ''",
        "s LIKE 'ab'", "s LIKE '_'", "s LIKE 'abc_'", "s NOT LIKE 'a%'", "f", "t AND f", "s = t", "nan = nan",
        "i LIKE '5'", "i IN ('5')", "1/0 = 1", "NOT 1/0 = 1", "s + 1 = 1", "NOT s", "s", "i",
        "JMSDeliveryMode = 'PERSISTENT'", "percent LIKE '50!%' ESCAPE '!'"})
    void these_do_not(String selector) {
        assertThat(matches(selector)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "i=5 AND|its end", "i==5|character 3", "i!=5|character 2",
        "i in (5)|a text in single quotes", "s IN ()|a text in single quotes", "s > 'a'|only numbers have an order",
        "t > FALSE|only numbers have an order", "s BETWEEN 'a' AND 'b'|BETWEEN is for numbers", "'a' LIKE 'a'|LIKE",
        "(i + 1) IS NULL|IS NULL", "REGEX('a', s)|no functions", "XPATH '//a'|a text at character 7",
        "convert_string_expressions:n=7|character 27", "s = 'abc|has no end", "s = 'abc' -- x|calculate",
        "1 + 2|condition", "'a'|condition", "'a' AND t|condition", "i + 'a' = 1|calculate", "(i=5|)",
        "i=5)|AND, OR or its end", "99999999999999999999 > i|64 bits", "08 = 8|64 bits",
        "s LIKE 'a!' ESCAPE '!'|escape",
        "s LIKE 'a' ESCAPE 'ab'|single character", "JMSExpiration = 0|JMSExpiration", "i NOT 5|BETWEEN, LIKE or IN",
        "s LIKE n|a text in single quotes", "my-prop = 'a' b|AND, OR or its end", "\"s\" = 'a'|character 1",
        "a.b = 1|character 2", "1 = 1 = 1|AND, OR or its end"})
    void what_is_no_selector_is_a_problem_that_says_why(String selector, String reason) {
        assertThatThrownBy(() -> MessageSelector.of("q", selector)).isInstanceOfSatisfying(ProblemException.class,
                e -> {
                    assertThat(e.problem().code()).isEqualTo("DB-PORT-016");
                    assertThat(e.problem().fact()).contains(reason);
                });
    }

    @Test
    void an_empty_selector_is_none() {
        assertThatThrownBy(() -> MessageSelector.of("q", " \t")).hasMessageContaining("its end");
    }

    @Test
    void a_problem_repeats_no_text_of_the_selector() {
        assertThatThrownBy(() -> MessageSelector.of("q", "password 'geheim\n'")).hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "-", "+ "})
    void deep_nesting_is_refused_before_the_stack_ends(String piece) {
        assertThatThrownBy(() -> MessageSelector.of("q", piece.repeat(2000) + "t"))
                .isInstanceOf(ProblemException.class).hasMessageContaining("DB-PORT-017");
    }

    @Test
    void nesting_that_is_allowed_is_evaluated() {
        assertThat(matches("(".repeat(MessageSelector.MAX_DEPTH) + "t" + ")".repeat(MessageSelector.MAX_DEPTH)))
                .isTrue();
        assertThat(matches("NOT ".repeat(MessageSelector.MAX_DEPTH) + "t")).isTrue();
    }

    @Test
    void long_chains_and_texts_do_not_nest() {
        assertThat(matches("f" + " OR f".repeat(1900) + " OR t")).isTrue();
        assertThat(matches("t" + " AND t".repeat(1600))).isTrue();
        assertThat(matches("0" + "+1".repeat(4900) + "=4900")).isTrue();
        assertThat(matches("s <> '" + "''".repeat(4900) + "'")).isTrue();
        assertThat(matches("s <> '" + "x".repeat(9900) + "'")).isTrue();
        assertThat(matches("1" + "0".repeat(18) + ".0" + "0".repeat(9000) + " > l")).isTrue();
    }

    @Test
    void a_selector_longer_than_allowed_is_refused() {
        assertThatThrownBy(() -> MessageSelector.of("q", "t" + " ".repeat(MessageSelector.MAX_LENGTH)))
                .isInstanceOf(ProblemException.class).hasMessageContaining("DB-PORT-017");
    }

    /** A pattern that makes a backtracking matcher work for ever. */
    @Test
    void a_hostile_pattern_takes_no_longer_than_text_times_pattern() {
        PortableMessage hostile = new PortableMessage(MessageHeader.builder().build(),
                Map.of("s", TypedValue.of("a".repeat(10_000))), new Body.Empty());
        assertThat(MessageSelector.of("q", "s LIKE '" + "%a".repeat(1000) + "b'").matches(hostile)).isFalse();
    }
}
