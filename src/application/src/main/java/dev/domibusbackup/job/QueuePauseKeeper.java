package dev.domibusbackup.job;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.quiet.QueuePauseRecord;

/** Resumes queues that a job paused whose process has died. */
@ApplicationScoped
public class QueuePauseKeeper {

    /** Holder of the lock while queues are resumed outside of a job: with its own id the job could run beside this. */
    private static final String RESUMING = "resuming-of-queues";
    private static final System.Logger LOG = System.getLogger(QueuePauseKeeper.class.getName());

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobCatalog catalog;

    /**
     * What is done once after the server's start. Queues that a failed job is to hold for its restart stay paused,
     * unless our database no longer knows that job.
     *
     * @return whether it is done; another job at work must end first
     */
    boolean recover() {
        Optional<QueuePauseRecord> left = environment.queuePauses().current();
        if (left.isEmpty() || lock.holder().filter(left.get().job()::equals).isPresent()) {
            return true;
        }
        if (lock.holder().isPresent()) {
            return false;
        }
        QueuePauseRecord record = left.get();
        if (record.owner().isAlive() && !record.owner().isSelf()) {
            LOG.log(System.Logger.Level.WARNING, "Job {0} of process {1}, which lives, holds queues paused; left alone.",
                    record.job(), record.owner());
            return true;
        }
        noteInterruption(record);
        if (record.hold() && catalog.find(record.job()).isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "Queues {0} were held for the restart of job {1}, which is not in the "
                    + "database: nobody can restart or abandon it, so they are resumed.", record.ours(), record.job());
        } else if (record.hold()) {
            LOG.log(System.Logger.Level.WARNING, "Queues {0} stay paused for the restart of job {1}.", record.ours(),
                    record.job());
            return true;
        }
        LOG.log(System.Logger.Level.INFO, "Job {0} of process {1} left queues paused; resuming them.", record.job(),
                Long.toString(record.owner().pid()));
        lock.acquire(RESUMING);
        try {
            // a restart of the job that came first has taken the queues over, and may have ended since
            if (environment.queuePauses().current().filter(record::equals).isPresent()) {
                environment.queuePauses().resume(record.job());
            }
        } finally {
            lock.release(RESUMING);
        }
        return true;
    }

    /** Once for an execution, however often the recovery is tried. */
    private void noteInterruption(QueuePauseRecord record) {
        catalog.find(record.job()).filter(job -> job.executionId() != null).ifPresent(job -> {
            boolean noted = catalog.problems(job.id()).stream()
                    .anyMatch(problem -> problem.executionId() == job.executionId()
                            && problem.problem().code().equals(JobProblem.INTERRUPTED.code()));
            if (!noted && !record.owner().isSelf()) {
                catalog.addProblem(job.id(), job.executionId(), null, Severity.ERROR,
                        JobProblem.INTERRUPTED.with("pid", record.owner().pid(), "job", job.id()));
            }
        });
    }
}
