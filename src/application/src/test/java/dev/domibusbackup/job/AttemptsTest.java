package dev.domibusbackup.job;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptsTest {

    @Test
    void what_keeps_failing_is_tried_at_every_look_and_then_rarely_and_never_given_up() {
        Attempts attempts = new Attempts(3, 10);
        int[] tried = IntStream.range(0, 43).filter(look -> {
            boolean due = attempts.isDue();
            if (due) {
                attempts.failed();
            }
            return due;
        }).toArray();

        assertThat(tried).containsExactly(0, 1, 2, 12, 22, 32, 42);
    }

    @Test
    void what_has_not_failed_is_due_at_every_look() {
        Attempts attempts = new Attempts(3, 10);
        assertThat(IntStream.range(0, 100).allMatch(look -> attempts.isDue())).isTrue();
    }
}
