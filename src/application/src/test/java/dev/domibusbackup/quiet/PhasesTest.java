package dev.domibusbackup.quiet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.domibusbackup.quiet.Phase.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PhasesTest {

    private static final Duration BOUND = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void a_phase_is_shown_from_its_beginning_to_its_end() {
        Phases phases = new Phases(folder);
        assertThat(phases.current()).isEmpty();
        Phase phase = phases.begin(Kind.STOPPING_DOMIBUS, BOUND);
        assertThat(phases.current()).contains(phase);
        assertThat(phase.bound()).isEqualTo(BOUND);
        assertThat(phase.expected()).isNull();
        phases.end(phase, true);
        assertThat(phases.current()).isEmpty();
    }

    @Test
    void what_a_phase_took_is_expected_the_next_time_in_another_process_too() {
        Phases phases = new Phases(folder);
        phases.end(new Phase(Kind.STARTING_DOMIBUS, Instant.now().minusSeconds(100), BOUND, null), true);
        assertThat(new Phases(folder).begin(Kind.STARTING_DOMIBUS, BOUND).expected())
                .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(160));
        assertThat(new Phases(folder).begin(Kind.STOPPING_DOMIBUS, BOUND).expected()).isNull();
    }

    @Test
    void a_phase_that_ended_badly_says_nothing_of_the_next_time() {
        Phases phases = new Phases(folder);
        phases.end(phases.begin(Kind.STARTING_DOMIBUS, BOUND), false);
        assertThat(phases.begin(Kind.STARTING_DOMIBUS, BOUND).expected()).isNull();
    }

    @Test
    void the_end_of_a_phase_does_not_hide_the_one_that_has_begun_since() {
        Phases phases = new Phases(folder);
        Phase stopping = phases.begin(Kind.STOPPING_DOMIBUS, BOUND);
        Phase starting = phases.begin(Kind.STARTING_DOMIBUS, BOUND);
        phases.end(stopping, true);
        assertThat(phases.current()).contains(starting);
    }

    @Test
    void without_a_readable_file_nothing_is_expected_and_nothing_fails() throws Exception {
        Files.writeString(folder.resolve("phases.json"), "no JSON");
        Phases phases = new Phases(folder);
        Phase phase = phases.begin(Kind.STARTING_DOMIBUS, BOUND);
        assertThat(phase.expected()).isNull();
        phases.end(phase, true);
        assertThat(new Phases(folder).begin(Kind.STARTING_DOMIBUS, BOUND).expected()).isNotNull();
    }

    @Test
    void elapsed_is_whole_seconds_and_never_negative() {
        Instant since = Instant.parse("2026-11-22T10:00:00Z");
        Phase phase = new Phase(Kind.STARTING_DOMIBUS, since, BOUND, null);
        assertThat(phase.elapsed(since.plusMillis(61_900))).isEqualTo(Duration.ofSeconds(61));
        assertThat(phase.elapsed(since.minusMillis(1))).isEqualTo(Duration.ZERO);
    }
}
