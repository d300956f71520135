package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

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
    private JobLookup lookup;

    @Inject
    private BackupRuns runs;

    @Inject
    private JobCatalog catalog;

    @Inject
    private InstallationLock lock;

    @Inject
    private Environment environment;

    @Inject
    private JobEnd end;

    @Override
    public void afterJob() {
        JobRecord job = lookup.job(JobName.BACKUP, context, request);
        try {
            runs.end(context.getExecutionId());
            if (context.getBatchStatus() != BatchStatus.COMPLETED) {
                bringDomibusBack(job);
            }
            end.of(job, context);
        } finally {
            // the last: until then the job counts as running
            lock.release(job.id());
        }
    }

    /**
     * Closes the window of this very job, unless the operator asked to hold it for a restart. To leave Domibus stopped
     * after the backup was asked for a backup that ends well.
     */
    private void bringDomibusBack(JobRecord job) {
        boolean close = environment.quietWindow().current().filter(window -> job.id().equals(window.job()))
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
}
