package dev.domibusbackup.monitor;

/** How far one piece of a job is. In JMX a CompositeData with these names; what is not known has no value. */
public interface TaskProgress {

    /** What is being done. */
    String getTask();

    /** messages, rows, bytes or seconds. */
    String getUnit();

    long getDone();

    Long getExpected();

    Integer getPercent();

    long getPerSecond();

    Long getSecondsLeft();
}
