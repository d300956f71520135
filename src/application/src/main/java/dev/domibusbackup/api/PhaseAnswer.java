package dev.domibusbackup.api;

import java.time.Duration;
import java.time.Instant;

import dev.domibusbackup.quiet.Phase;

/**
 * What a quiet window waits for at this moment.
 *
 * @param phase    what
 * @param since    since when
 * @param elapsed  for how long, in whole seconds of the server's clock
 * @param bound    after which time it is a problem
 * @param expected how long it took the last time; absent if that is not known
 */
public record PhaseAnswer(Phase.Kind phase, Instant since, Duration elapsed, Duration bound, Duration expected) {

    static PhaseAnswer of(Phase phase) {
        return new PhaseAnswer(phase.kind(), phase.since(), phase.elapsed(Instant.now()), phase.bound(),
                phase.expected());
    }
}
