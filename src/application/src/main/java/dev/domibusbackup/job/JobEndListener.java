package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobRecord;

/** The end of a job that had the lock, however it ends. */
@Named("jobListener")
@Dependent
public class JobEndListener extends AbstractJobListener {

    @Inject
    private JobContext context;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private JobLookup lookup;

    @Inject
    private JobWorks works;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobEnd end;

    @Inject
    private StepGuard guard;

    @Override
    public void afterJob() {
        guard.atEnd(this::end);
    }

    private void end() {
        JobWork work = works.of(context.getJobName());
        JobRecord job = lookup.job(work.name(), context, request);
        try {
            try {
                work.ended(job, context.getExecutionId(), EndStatus.of(context) == BatchStatus.COMPLETED);
            } finally {
                end.of(job, context);
            }
        } finally {
            // until then the job counts as running
            lock.release(job.id());
            end.announce(job, context);
        }
    }
}
