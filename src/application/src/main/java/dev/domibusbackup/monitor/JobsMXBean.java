package dev.domibusbackup.monitor;

import javax.management.OperationsException;

/** The job at work, the last one, and what an operator may do about jobs. */
@Description("The jobs of this server. Of several that run at once the one that has the installation to itself is "
        + "told of; verifications run beside it. An operation that is refused throws OperationsException, whose "
        + "message has the code, the fact and the hint of every problem.")
public interface JobsMXBean {

    @Description("UUID of the job at work. No value in this and the following: none is.")
    String getRunningJob();

    @Description("Its name: domibus-backup, domibus-restore, domibus-port-messages, domibus-verify, domibus-prune.")
    String getRunningJobName();

    @Description("Who started it.")
    String getRunningJobStartedBy();

    @Description("Since when it has been running. ISO 8601, UTC.")
    String getRunningSince();

    @Description("For how long it has been running, in seconds.")
    Long getRunningSeconds();

    @Description("The step it is at.")
    String getStep();

    @Description("The piece of its work that was begun last; Progress has all of them.")
    String getTask();

    @Description("What Done, Expected and PerSecond count: messages, rows, bytes or seconds.")
    String getUnit();

    @Description("How much of the piece is done, in units.")
    Long getDone();

    @Description("How much there will be, in units. No value: nobody knows.")
    Long getExpected();

    @Description("Done in percent of Expected. No value: nobody knows.")
    Integer getPercent();

    @Description("Rate of the piece since it was begun, in units per second.")
    Long getPerSecond();

    @Description("Time left for the piece at this rate, in seconds. No value: nobody knows.")
    Long getSecondsLeft();

    @Description("All pieces of the job's work, in the order in which they were begun.")
    TaskProgress[] getProgress();

    @Description("UUIDs of all jobs that run.")
    String[] getRunningJobs();

    @Description("UUID of the job that ended last. No value in this and the following: none has since the start.")
    String getLastJob();

    @Description("Its name.")
    String getLastJobName();

    @Description("How it ended: completed, completed-with-warnings, failed, stopped.")
    String getLastJobState();

    @Description("When it ended. ISO 8601, UTC.")
    String getLastJobEndedAt();

    @Description("Code, fact and hint of the first problem that ended it. No value: it ended well.")
    String getLastJobProblem();

    @Description("Starts a backup of everything, after which Domibus runs again. Returns the UUID of the job.")
    String startBackup() throws OperationsException;

    @Description("Starts a backup of everything. Returns the UUID of the job.")
    String startBackup(
            @Description("Part of the set's id: at most 40 of a-z, 0-9, dot and hyphen. May be empty.") String label,
            @Description("What becomes of Domibus when the backup has ended well: resume or stay-stopped. May be "
                    + "empty, which means resume.") String after) throws OperationsException;

    @Description("Asks a running job to stop; it ends as soon as the piece it is at can be left.")
    void stop(@Description("UUID of the job.") String job) throws OperationsException;

    @Description("Lets a failed, stopped or interrupted job go on where it stopped.")
    void restart(@Description("UUID of the job.") String job) throws OperationsException;
}
