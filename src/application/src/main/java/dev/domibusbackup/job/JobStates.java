package dev.domibusbackup.job;

import java.util.List;

import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.quiet.Owner;

/** How jobs are now, by the batch runtime, by the process that ran them, and by who has the lock. */
@ApplicationScoped
public class JobStates {

    @Inject
    private JobCatalog catalog;

    @Inject
    private InstallationLock lock;

    /** The job's state now. */
    public JobState of(JobRecord job) {
        if (job.abandoned()) {
            return JobState.ABANDONED;
        }
        if (job.executionId() == null) {
            return Owner.self().jvmStart().isAfter(job.createdAt()) || !isEnding(job)
                    ? JobState.FAILED : JobState.RUNNING;
        }
        JobExecution execution = execution(job.executionId());
        return switch (execution.getBatchStatus()) {
            case STARTING, STARTED -> lives(job) ? JobState.RUNNING : JobState.INTERRUPTED;
            case STOPPING -> lives(job) ? JobState.STOPPING : JobState.INTERRUPTED;
            case STOPPED -> isEnding(job) ? JobState.STOPPING : JobState.STOPPED;
            case FAILED -> isEnding(job) ? JobState.RUNNING
                    : LeftExecutions.EXIT_STATUS.equals(execution.getExitStatus()) ? JobState.INTERRUPTED
                            : JobState.FAILED;
            case COMPLETED -> isEnding(job) ? JobState.RUNNING : catalog.problems(job.id()).stream()
                    .anyMatch(problem -> problem.severity() == Severity.WARNING)
                    ? JobState.COMPLETED_WITH_WARNINGS : JobState.COMPLETED;
            case ABANDONED -> JobState.ABANDONED;
        };
    }

    /** All executions of a job, newest first. */
    public List<JobExecution> executions(JobRecord job) {
        if (job.executionId() == null) {
            return List.of();
        }
        return Jobs.operator().getJobExecutions(Jobs.operator().getJobInstance(job.executionId())).stream()
                .sorted((a, b) -> Long.compare(b.getExecutionId(), a.getExecutionId())).toList();
    }

    private static JobExecution execution(long id) {
        try {
            return Jobs.operator().getJobExecution(id);
        } catch (NoSuchJobExecutionException e) {
            throw JobProblem.NOT_IN_CATALOG.caused(e, "execution", id);
        }
    }

    /** A status of STARTED says nothing after a crash: the process must be the very one that ran the job. */
    private static boolean lives(JobRecord job) {
        Owner self = Owner.self();
        return self.pid() == job.pid() && self.jvmStart().equals(job.jvmStart());
    }

    /** The batch runtime knows the outcome before Domibus is back; nobody may restart the job before that. */
    private boolean isEnding(JobRecord job) {
        return lock.holder().filter(job.id()::equals).isPresent();
    }
}
