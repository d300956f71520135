package dev.domibusbackup.job;

import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;

/** Where an execution of a job tells how far it is and what the operator should know. */
public interface Reporter {

    /** The progress of one task. */
    Progress progress(String task, String unit);

    /** Something the operator should know; the job goes on. */
    void warning(Problem problem);
}
