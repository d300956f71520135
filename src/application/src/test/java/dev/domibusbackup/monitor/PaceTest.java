package dev.domibusbackup.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void rate_and_time_left_follow_from_what_was_done_in_which_time() {
        Pace pace = Pace.of(100, 400, Duration.ofSeconds(10));
        assertThat(pace.perSecond()).isEqualTo(10);
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.percent()).isEqualTo(25);
    }

    @Test
    void nothing_is_promised_when_nobody_knows_the_end() {
        Pace pace = Pace.of(100, 0, Duration.ofSeconds(10));
        assertThat(pace.expected()).isNull();
        assertThat(pace.left()).isNull();
        assertThat(pace.percent()).isNull();
    }

    @Test
    void more_than_was_expected_is_not_more_than_all() {
        Pace pace = Pace.of(500, 400, Duration.ofSeconds(10));
        assertThat(pace.left()).isNull();
        assertThat(pace.percent()).isEqualTo(100);
    }

    @Test
    void no_time_and_huge_numbers_break_nothing() {
        assertThat(Pace.of(5, 10, Duration.ZERO).perSecond()).isZero();
        assertThat(Pace.of(Long.MAX_VALUE / 2, Long.MAX_VALUE, Duration.ofSeconds(1)).percent()).isEqualTo(50);
        assertThat(Pace.of(Long.MAX_VALUE / 2, Long.MAX_VALUE, Duration.ofSeconds(1)).perSecond()).isPositive();
    }
}
