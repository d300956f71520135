package dev.domibusbackup.job;

import dev.domibusbackup.catalog.JobRecord;

/** The work behind the steps of one kind of job, by the names of its job XML. */
interface JobWork {

    JobName name();

    /** Runs a step; returns its exit status. */
    String run(String step, JobRecord job, long execution);

    /** Asks an execution to end as soon as it can. */
    void stop(long execution);

    /**
     * The end of an execution, before its result is audited and while the job still has the lock.
     *
     * @param well whether the job is completed
     */
    void ended(JobRecord job, long execution, boolean well);
}
