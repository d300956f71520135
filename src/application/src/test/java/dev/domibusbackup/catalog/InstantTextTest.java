package dev.domibusbackup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class InstantTextTest {

    private final InstantText text = new InstantText();

    @Test
    void an_instant_comes_back_to_the_nanosecond_and_nothing_stays_nothing() {
        for (Instant instant : List.of(Instant.EPOCH, Instant.parse("2026-03-29T01:30:00.000000001Z"),
                Instant.parse("2026-11-22T10:15:00.123456789Z"))) {
            assertThat(text.convertToEntityAttribute(text.convertToDatabaseColumn(instant))).isEqualTo(instant);
        }
        assertThat(text.convertToDatabaseColumn(null)).isNull();
        assertThat(text.convertToEntityAttribute(null)).isNull();
    }

    @Test
    void texts_sort_like_their_instants() {
        List<Instant> ascending = Stream.of("1969-12-31T23:59:59Z", "2026-11-22T10:15:00Z",
                "2026-11-22T10:15:00.001Z", "2026-11-22T10:15:00.1Z", "2026-11-22T10:15:01Z").map(Instant::parse).toList();
        assertThat(ascending.stream().map(text::convertToDatabaseColumn)).isSorted().doesNotHaveDuplicates();
    }
}
