package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private final Map<String, String> values = new HashMap<>(Map.of(
            "conf", "/etc/domibus", "which", "conf", "chain", "${middle}/c", "middle", "${conf}/b",
            "empty", "", "loop", "${pool}", "pool", "x${loop}", "self", "${self}", "brace", "a}b"));
    private final Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)), ":");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", ignoreLeadingAndTrailingWhitespace = true, value = {
        "plain                              | plain",
        "${conf}/x                          | /etc/domibus/x",
        "${conf}${conf}                     | /etc/domibus/etc/domibus",
        "${chain}                           | /etc/domibus/b/c",
        "${work:${conf}}/work               | /etc/domibus/work",
        "${work:${other:${conf}/deep}}      | /etc/domibus/deep",
        "${${which}}                        | /etc/domibus",
        "${conf:${undefined}}               | /etc/domibus",
        "[${undefined:}]                    | []",
        "[${empty:unused}]                  | []",
        "${url:jdbc:mysql://h:1/s}          | jdbc:mysql://h:1/s",
        "${conf                             | ${conf",
        "$conf                              | $conf",
        "$${conf}                           | $/etc/domibus",
        "^[a-z]{1,3}$                       | ^[a-z]{1,3}$",
        "${undefined:{a}}                   | {a}",
        "${brace}                           | a}b",
    })
    void placeholders_resolve_as_spring_does(String text, String expected) {
        assertThat(resolve(text)).isEqualTo(expected);
    }

    @Test
    void an_undefined_name_is_told_with_the_property_and_where_it_is_from() {
        assertThatThrownBy(() -> resolve("a/${not.there}")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-DOM-004").hasMessageContaining("owner (some file) needs not.there");
    }

    @Test
    void a_cycle_is_told_with_its_way() {
        assertThatThrownBy(() -> resolve("${loop}")).hasMessageContaining("DB-DOM-005")
                .hasMessageContaining("owner -> loop -> pool -> loop");
        assertThatThrownBy(() -> resolve("${self}")).hasMessageContaining("DB-DOM-005");
        assertThatThrownBy(() -> resolve("${owner}")).hasMessageContaining("DB-DOM-004");
    }

    private String resolve(String text) {
        return placeholders.resolve("owner", "some file", text);
    }
}
