package dev.domibusbackup.monitor;

import java.time.Instant;

/**
 * The quiet window at one moment; what is not known is {@code null}.
 *
 * @param state        {@code none}, how far it got, or {@code unreadable}
 * @param purpose      what for
 * @param job          UUID of the job
 * @param openedAt     when Domibus was asked to stop
 * @param cutAt        the cut
 * @param halfRestored whether a restore has begun to change the installation
 * @param safetySet    what takes it back
 * @param pausedQueues how many queues it keeps paused
 */
public record QuietWindowSummary(String state, String purpose, String job, Instant openedAt, Instant cutAt,
                                 boolean halfRestored, String safetySet, int pausedQueues) {

    private static final String NONE_OPEN = "none";

    /** No window is open. */
    public static final QuietWindowSummary NONE = state(NONE_OPEN);

    /** There is a record, and it cannot be read. */
    public static final QuietWindowSummary UNREADABLE = state("unreadable");

    private static QuietWindowSummary state(String state) {
        return new QuietWindowSummary(state, null, null, null, null, false, null, 0);
    }

    boolean open() {
        return !state.equals(NONE_OPEN);
    }
}
