package dev.domibusbackup.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a record is after it was brought down to Java 11, read as the record itself. */
class CanonicalConstructorsTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(AnnotationIntrospector.pair(
                    new JacksonAnnotationIntrospector(), new CanonicalConstructors()))
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    /** As the tool leaves it. */
    static final class Downgraded {
        static final int STATIC = 1;
        private final String name;
        private final List<Integer> counts;

        Downgraded(String name, List<Integer> counts) {
            this.name = name;
            this.counts = List.copyOf(counts);
        }

        Downgraded(String name) {
            this(name, List.of());
        }
    }

    static final class Single {
        private final String name;

        Single(String name) {
            this.name = name;
        }
    }

    static final class Changing {
        private final String name;
        private int count;

        Changing(String name, int count) {
            this.name = name;
            this.count = count;
        }
    }

    @Test
    void the_constructor_that_takes_all_fields_is_found_among_others() throws Exception {
        Downgraded read = MAPPER.readValue("{\"counts\":[1,2],\"name\":\"a\"}", Downgraded.class);

        assertThat(read.name).isEqualTo("a");
        assertThat(read.counts).containsExactly(1, 2).isUnmodifiable();
        assertThat(MAPPER.writeValueAsString(read)).isEqualTo("{\"name\":\"a\",\"counts\":[1,2]}");
    }

    @Test
    void a_value_of_one_field_is_an_object_and_not_its_field() throws Exception {
        assertThat(MAPPER.readValue("{\"name\":\"a\"}", Single.class).name).isEqualTo("a");
        assertThat(MAPPER.writeValueAsString(new Single("a"))).isEqualTo("{\"name\":\"a\"}");
    }

    @Test
    void a_class_whose_fields_change_is_none_of_ours() {
        assertThatThrownBy(() -> MAPPER.readValue("{\"name\":\"a\",\"count\":1}", Changing.class))
                .isInstanceOf(InvalidDefinitionException.class);
    }
}
