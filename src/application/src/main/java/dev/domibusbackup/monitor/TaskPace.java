package dev.domibusbackup.monitor;

import java.time.Duration;
import java.time.Instant;

/** {@link TaskProgress} of one moment. */
final class TaskPace implements TaskProgress {

    private final String task;
    private final String unit;
    private final Pace pace;

    private TaskPace(String task, String unit, Pace pace) {
        this.task = task;
        this.unit = unit;
        this.pace = pace;
    }

    static TaskPace of(Progress progress) {
        return new TaskPace(progress.task(), progress.unit(), Pace.of(progress.done(), progress.expected(),
                Duration.between(progress.started(), Instant.now())));
    }

    @Override
    public String getTask() {
        return task;
    }

    @Override
    public String getUnit() {
        return unit;
    }

    @Override
    public long getDone() {
        return pace.done();
    }

    @Override
    public Long getExpected() {
        return pace.expected();
    }

    @Override
    public Integer getPercent() {
        return pace.percent();
    }

    @Override
    public long getPerSecond() {
        return pace.perSecond();
    }

    @Override
    public Long getSecondsLeft() {
        return pace.left() == null ? null : pace.left().toSeconds();
    }
}
