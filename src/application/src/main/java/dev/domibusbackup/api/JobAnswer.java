package dev.domibusbackup.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.job.JobState;

/**
 * A job.
 *
 * @param id         its UUID
 * @param job        its name
 * @param set        the backup set it makes or reads
 * @param state      its state now
 * @param startedBy  who asked for it
 * @param createdAt  when
 * @param request    what was asked for
 * @param report     what it did or would do, if its kind tells that
 * @param paused     queues that it holds paused now
 * @param phase      what its quiet window waits for at this moment; absent when for nothing
 * @param executions executions of the batch runtime, newest first
 * @param progress   how far it is
 * @param problems   problems of all executions, in their order
 */
public record JobAnswer(String id, String job, String set, JobState state, String startedBy, Instant createdAt,
                        JsonNode request, JsonNode report, List<String> paused, PhaseAnswer phase,
                        List<Execution> executions, List<Progress> progress, List<JobProblemAnswer> problems) {

    /** An execution of the batch runtime. */
    public record Execution(long id, String status, Instant startedAt, Instant endedAt, List<Step> steps) {
    }

    /** A step of an execution. */
    public record Step(String name, String status, Instant startedAt, Instant endedAt) {
    }

    /**
     * How far one task is.
     *
     * @param task      what is being done
     * @param unit      messages, rows or bytes
     * @param done      how much is done
     * @param expected  how much there will be; absent if nobody knows
     * @param perSecond rate so far
     * @param left      time left at this rate; absent if nobody knows
     * @param updatedAt when this was published
     */
    public record Progress(String task, String unit, long done, Long expected, long perSecond, Duration left,
                           Instant updatedAt) {
    }

    /**
     * A problem or warning.
     *
     * @param execution the execution it belongs to
     * @param step      the step, if it belongs to one
     * @param severity  {@code error} or {@code warning}
     * @param code      stable code
     * @param fact      what was the case
     * @param hint      what to do
     * @param at        when
     */
    public record JobProblemAnswer(long execution, String step, String severity, String code, String fact,
                                   String hint, Instant at) {
    }
}
