package dev.domibusbackup.monitor;

import javax.management.OperationsException;

/** The job at work, the last one, and what an operator may do about jobs. */
@Description("The jobs of this server. Of several at work at once, the one that has the installation to itself is "
        + "told of; verifications run beside it. What is said of the job at work has no value when there is none. An "
        + "operation that is refused throws OperationsException, whose "
        + "message has the code, the fact and the hint of every problem.")
public interface JobsMXBean {

    @Description("UUID of the job at work. No value: none is.")
    String getRunningJob();

    @Description("Name of the job at work: domibus-backup, domibus-restore, domibus-port-messages, domibus-verify, "
            + "domibus-prune.")
    String getRunningJobName();

    @Description("Who started the job at work.")
    String getRunningJobStartedBy();

    @Description("Since when the job at work has been running. ISO 8601, UTC.")
    String getRunningSince();

    @Description("For how long the job at work has been running, in seconds.")
    Long getRunningSeconds();

    @Description("The step that the job at work is at.")
    String getStep();

    @Description("The piece of work that the job at work began last; Progress has all of them.")
    String getTask();

    @Description("What Done, Expected and PerSecond count: messages, rows, bytes or seconds.")
    String getUnit();

    @Description("How much of Task is done, in Unit.")
    Long getDone();

    @Description("How much of Task there will be, in Unit. No value: nobody knows.")
    Long getExpected();

    @Description("Done in percent of Expected. No value: nobody knows.")
    Integer getPercent();

    @Description("Rate of Task since it was begun, in Unit per second.")
    Long getPerSecond();

    @Description("Time left for Task at this rate, in seconds. No value: nobody knows.")
    Long getSecondsLeft();

    @Description("All pieces of work of the job at work, in the order in which they were begun: task, unit, done, "
            + "expected, percent, perSecond, secondsLeft.")
    TaskProgress[] getProgress();

    @Description("UUIDs of all jobs at work.")
    String[] getRunningJobs();

    @Description("UUID of the job that ended last. No value: none has since we were deployed.")
    String getLastJob();

    @Description("Name of the job that ended last.")
    String getLastJobName();

    @Description("How the last job ended: completed, completed-with-warnings, failed, stopped.")
    String getLastJobState();

    @Description("When the last job ended. ISO 8601, UTC.")
    String getLastJobEndedAt();

    @Description("Code, fact and hint of the first problem that ended the last job. No value: it ended well.")
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
