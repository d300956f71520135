package dev.domibusbackup.monitor;

import java.util.Arrays;
import java.util.List;

/** The kinds of notifications. */
enum Announcement {

    JOB_STARTED("job.started", "A job has begun its first step, or gone on after a restart."),
    JOB_FINISHED("job.finished", "A job has ended well; state tells whether with warnings."),
    JOB_FAILED("job.failed", "A job has failed; problem tells why."),
    JOB_STOPPED("job.stopped", "A job has ended because somebody asked it to stop."),
    WINDOW_OPENED("window.opened", "The quiet window was opened: Domibus is being stopped."),
    WINDOW_CLOSED("window.closed", "The quiet window is closed: Domibus answers again, unless it had been stopped "
            + "before.");

    private static final String PREFIX = "dev.domibusbackup.";

    private final String name;
    private final String description;

    Announcement(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** Type of the notification. */
    String type() {
        return PREFIX + name;
    }

    String description() {
        return description;
    }

    /** Whether it is about jobs; otherwise it is about the quiet window. */
    boolean isOfJobs() {
        return name.startsWith("job.");
    }

    static List<Announcement> all(boolean ofJobs) {
        return Arrays.stream(values()).filter(one -> one.isOfJobs() == ofJobs).toList();
    }
}
