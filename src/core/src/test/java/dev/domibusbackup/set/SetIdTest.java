package dev.domibusbackup.set;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SetIdTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00.123456Z");

    @Test
    void an_id_is_the_instant_in_milliseconds_and_its_label() {
        SetId id = SetId.of(NOW, Optional.of("before-5.2"));
        assertThat(id.value()).isEqualTo("20261122T101500123Z-before-5.2");
        assertThat(id.instant()).isEqualTo(Instant.parse("2026-11-22T10:15:00.123Z"));
        assertThat(id.label()).contains("before-5.2");
        assertThat(new SetId(id.value())).isEqualTo(id);
        assertThat(SetId.of(NOW, Optional.empty()).label()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "..", "../20261122T101500123Z", "20261122T101500123Z/..", "20261122T101500123Z-a/b",
            "20261122T101500123Z-", "20261122T101500123Z-A", "20261122T101500123Z-a b", "20261122T101500123Z\n",
            "20261122T101500123Z-\u00e4", "2026-11-22", ".catalog", "20261122T101500123Z.partial",
            "20261122T101500123Z-x.partial", "20261122T101500123Z-x.deleted", "\u0662\u0660261122T101500123Z",
            "20261122T101500123Z-aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde"})
    void what_is_no_id_is_refused(String text) {
        assertThatThrownBy(() -> new SetId(text)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("DB-SET-001");
            assertThat(e.problem().fact()).doesNotContain("\n");
        });
        assertThat(text != null && SetId.isId(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261322T101500123Z", "20260230T101500123Z", "20261122T241500123Z", "20261122T106000123Z",
            "20261100T101500123Z"})
    void a_date_or_time_that_no_calendar_has_is_refused(String text) {
        assertThatThrownBy(() -> new SetId(text)).isInstanceOf(ProblemException.class);
        assertThat(SetId.isId(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "Upper", "a\u0000b", "x.partial", ".deleted",
            "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde"})
    void a_label_that_cannot_be_part_of_an_id_is_refused(String label) {
        assertThatThrownBy(() -> SetId.of(NOW, Optional.of(label))).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-SET-002"));
    }

    @Test
    void ids_are_ordered_by_time() {
        Stream<SetId> ids = Stream.of("20270101T000000000Z", "20261122T101500123Z-b", "20261122T101500123Z",
                "20261122T101500122Z-z").map(SetId::new);
        assertThat(ids.sorted().map(SetId::value)).containsExactly("20261122T101500122Z-z", "20261122T101500123Z",
                "20261122T101500123Z-b", "20270101T000000000Z");
    }
}
