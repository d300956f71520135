package dev.domibusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class MessageNumbersTest {

    @Test
    void an_id_is_new_once() {
        MessageNumbers seen = new MessageNumbers();

        assertThat(seen.contains(7)).isFalse();
        assertThat(seen.add(7)).isTrue();
        assertThat(seen.add(7)).isFalse();
        assertThat(seen.contains(7)).isTrue();
        assertThat(seen.contains(8)).isFalse();
    }

    @Test
    void it_agrees_with_a_set_of_the_JDK_over_many_ids() {
        Random random = new Random(20261122);
        Set<Long> expected = new HashSet<>();
        MessageNumbers seen = new MessageNumbers();
        for (int i = 0; i < 200_000; i++) {
            // dense as a broker counts, and with the collisions of a second broker's range
            long id = 1 + random.nextInt(150_000) + (random.nextBoolean() ? 0 : 1L << 40);
            assertThat(seen.add(id)).isEqualTo(expected.add(id));
        }
    }

    @Test
    void what_is_no_message_id_is_refused() {
        assertThatThrownBy(() -> new MessageNumbers().add(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
