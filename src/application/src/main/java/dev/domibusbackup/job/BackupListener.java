package dev.domibusbackup.job;

import java.time.Instant;
import java.util.Map;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.set.Audit;

/** The end of a backup, however it ends: Domibus comes back, the lock is given back, the result is audited. */
@Named("backupListener")
@Dependent
public class BackupListener extends AbstractJobListener {

    private static final System.Logger LOG = System.getLogger(BackupListener.class.getName());

    @Inject
    private JobContext context;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private BackupRuns runs;

    @Inject
    private JobCatalog catalog;

    @Inject
    private InstallationLock lock;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    @Override
    public void afterJob() {
        JobRecord job = runs.job(JobName.BACKUP, context.getInstanceId(), context.getExecutionId(),
                request == null ? "" : request);
        runs.end(context.getExecutionId());
        try {
            if (context.getBatchStatus() != BatchStatus.COMPLETED) {
                bringDomibusBack(job);
            }
            progress.close(job.id());
            audit(job);
        } finally {
            // the last: until then the job counts as running
            lock.release(job.id());
        }
    }

    /** Closes the window of this very job, unless the operator asked to hold it for a restart. */
    private void bringDomibusBack(JobRecord job) {
        boolean close = environment.quietWindow().current().filter(window -> job.id().equals(window.job()))
                .filter(window -> window.state() != QuietWindowRecord.State.HELD)
                .filter(window -> !window.hold()).isPresent();
        if (!close) {
            return;
        }
        try {
            environment.quietWindow().close();
        } catch (ProblemException e) {
            for (Problem problem : e.problems()) {
                LOG.log(System.Logger.Level.ERROR, "Job {0}: {1}", job.id(), problem);
                catalog.addProblem(job.id(), context.getExecutionId(), "close-quiet-window", Severity.ERROR, problem);
            }
        }
    }

    private void audit(JobRecord job) {
        boolean good = context.getBatchStatus() == BatchStatus.COMPLETED;
        String result = good ? "ok" : catalog.problems(job.id()).stream()
                .filter(problem -> problem.executionId() == context.getExecutionId())
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(ProblemRecord::problem).map(Problem::code).findFirst().orElse("failed");
        LOG.log(System.Logger.Level.INFO, "Job domibus-backup {0}, execution {1}: {2} {3}", job.id(),
                context.getExecutionId(), context.getBatchStatus(), result);
        environment.repository().audit().append(new Audit.Entry(Instant.now(), job.requestedBy(),
                JobName.BACKUP.xml() + ".end", job.id(), result,
                Map.of("status", context.getBatchStatus().name(), "set", String.valueOf(job.setId()))));
    }
}
