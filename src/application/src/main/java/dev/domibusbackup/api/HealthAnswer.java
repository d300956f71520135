package dev.domibusbackup.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.domibusbackup.job.Health;
import dev.domibusbackup.problem.Problem;

/**
 * The answer of {@code GET /health}.
 *
 * @param well         whether nothing needs attention
 * @param domibus      state of Domibus as the server reports it; while it stops or starts, that phase
 * @param runningJob   the job at work
 * @param quietWindow  state of the quiet window, if one is open
 * @param lastSealedAt when the newest set was sealed
 * @param lastGoodAt   when the newest backup was sealed that is not known to be damaged
 * @param problems     what needs attention
 */
public record HealthAnswer(boolean well, String domibus, String runningJob, String quietWindow, Instant lastSealedAt,
                           Instant lastGoodAt, List<Problem> problems) {

    static HealthAnswer of(Health health, Optional<String> runningJob, List<Problem> ofConsole) {
        List<Problem> problems = Stream.concat(health.problems().stream(), ofConsole.stream()).toList();
        return new HealthAnswer(problems.isEmpty(), health.state(), runningJob.orElse(null),
                health.window() == null ? null : health.window().state().name().toLowerCase(Locale.ROOT),
                health.lastSealedAt(), health.lastGoodAt(), problems);
    }
}
