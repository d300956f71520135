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

    private static final System.Logger LOG = System.getLogger(QueuePauseKeeper.class.getName());

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobCatalog catalog;

    /** What is done once after the server's start. Queues that a failed job is to hold for its restart stay paused. */
    void recover() {
        Optional<QueuePauseRecord> left = environment.queuePauses().current();
        if (left.isEmpty() || lock.holder().filter(left.get().job()::equals).isPresent()) {
            return;
        }
        QueuePauseRecord record = left.get();
        if (record.owner().isAlive() && !record.owner().isSelf()) {
            LOG.log(System.Logger.Level.WARNING, "Job {0} of process {1}, which lives, holds queues paused; left alone.",
                    record.job(), record.owner());
            return;
        }
        noteInterruption(record);
        if (record.hold()) {
            LOG.log(System.Logger.Level.WARNING, "Queues {0} stay paused for the restart of job {1}.", record.ours(),
                    record.job());
            return;
        }
        LOG.log(System.Logger.Level.INFO, "Job {0} of process {1} left queues paused; resuming them.", record.job(),
                Long.toString(record.owner().pid()));
        lock.acquire(record.job());
        try {
            environment.queuePauses().resume(record.job());
        } finally {
            lock.release(record.job());
        }
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
