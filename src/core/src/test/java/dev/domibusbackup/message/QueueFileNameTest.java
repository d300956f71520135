package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.ProblemException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueFileNameTest {

    @Test
    void names_stay_readable() {
        assertThat(QueueFileName.encode("domibus.backend.jms.inQueue")).isEqualTo("domibus.backend.jms.inQueue");
        assertThat(QueueFileName.encode("a/b")).isEqualTo("a%2Fb");
        assertThat(QueueFileName.encode("..")).isEqualTo("%2E.");
        assertThat(QueueFileName.encode(".")).isEqualTo("%2E");
    }

    @Test
    void every_name_comes_back_and_no_two_fall_together() {
        Random random = new Random(3);
        Set<String> names = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                name.append("aAbB./\\%~ π\u0000:*".charAt(random.nextInt(14)));
            }
            String queue = name.toString();
            String file = QueueFileName.encode(queue);
            assertThat(QueueFileName.decode(file)).contains(queue);
            if (names.add(queue)) {
                assertThat(files.add(file)).as(file).isTrue();
            }
        }
    }

    @Test
    void a_long_name_is_cut_at_a_whole_escape_and_stays_unlike_its_neighbours() {
        String first = QueueFileName.encode("/".repeat(300) + "1");
        String second = QueueFileName.encode("/".repeat(300) + "2");
        assertThat(first).hasSizeLessThanOrEqualTo(QueueFileName.MAX_LENGTH).isNotEqualTo(second)
                .matches("(%2F)+~[0-9a-f]{64}");
        assertThat(QueueFileName.decode(first)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "%", "%5", "%zz", "%61", "%c3", "%FF", "a~b", "é"})
    void what_encode_never_makes_is_refused(String name) {
        assertThatThrownBy(() -> QueueFileName.decode(name)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ud800"})
    void a_name_that_cannot_be_encoded_is_refused(String queue) {
        assertThatThrownBy(() -> QueueFileName.encode(queue)).isInstanceOf(ProblemException.class);
    }
}
