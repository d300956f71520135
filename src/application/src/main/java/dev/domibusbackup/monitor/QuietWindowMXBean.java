package dev.domibusbackup.monitor;

/** Whether Domibus is stopped by us, and why. */
@Description("The quiet window: the time in which a job keeps Domibus stopped and its queues paused.")
public interface QuietWindowMXBean {

    @Description("Whether a quiet window is open.")
    boolean isOpen();

    @Description("none; opening: Domibus is being stopped; open: everything is quiet; held: it stays so at an "
            + "operator's word; closing: Domibus is being started; unreadable: its record on disk is damaged.")
    String getState();

    @Description("backup or restore. No value: none is open.")
    String getPurpose();

    @Description("UUID of the job that the quiet window belongs to. No value: none is open.")
    String getJob();

    @Description("When Domibus was asked to stop. ISO 8601, UTC.")
    String getOpenedAt();

    @Description("For how long the quiet window has been open, in seconds.")
    Long getOpenSeconds();

    @Description("The moment of the cut, for which all stores agree. ISO 8601, UTC. No value: not yet.")
    String getCutAt();

    @Description("Whether a restore has begun to change the installation and has not ended: Domibus must not start.")
    boolean isHalfRestored();

    @Description("The backup set that takes that restore back. No value: there is none.")
    String getSafetySet();

    @Description("How many queues are paused for the quiet window.")
    int getPausedQueues();
}
