package dev.domibusbackup.monitor;

import java.time.Instant;

/**
 * An execution of a job that has ended.
 *
 * @param id        UUID of the job
 * @param name      name of the batch job
 * @param startedBy who asked for it
 * @param execution execution of the batch runtime
 * @param outcome   how it ended
 * @param set       the backup set it made or read; {@code null} if there is none
 * @param problem   code, fact and hint of the first problem that ended it; {@code null} if it ended well
 * @param at        when
 */
public record EndedJob(String id, String name, String startedBy, long execution, Outcome outcome, String set,
                       String problem, Instant at) {

    /** How an execution ends. */
    public enum Outcome {
        COMPLETED("completed"), COMPLETED_WITH_WARNINGS("completed-with-warnings"), FAILED("failed"),
        STOPPED("stopped");

        private final String key;

        Outcome(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
