package dev.domibusbackup.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/** State of a job as the operator sees it: the batch runtime's, corrected by whether the process still lives. */
public enum JobState {
    RUNNING, STOPPING, STOPPED, FAILED,
    /** The server ended while it ran. */
    INTERRUPTED,
    COMPLETED, COMPLETED_WITH_WARNINGS, ABANDONED;

    private static final Set<JobState> RESTARTABLE = EnumSet.of(STOPPED, FAILED, INTERRUPTED);

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isRunning() {
        return this == RUNNING || this == STOPPING;
    }

    public boolean isRestartable() {
        return RESTARTABLE.contains(this);
    }
}
