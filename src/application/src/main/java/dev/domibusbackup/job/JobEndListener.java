package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.monitor.EndedJob;
import dev.domibusbackup.monitor.JobWatch;

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
    private StepGuard guard;

    @Inject
    private JobEnd end;

    @Inject
    private JobWatch watch;

    @Override
    public void afterJob() {
        guard.atEnd(this::finish);
    }

    private void finish() {
        try {
            endJob();
        } finally {
            watch.forget(context.getExecutionId());
            guard.ended(context.getExecutionId());
        }
    }

    private void endJob() {
        JobWork work = works.of(context.getJobName());
        JobRecord job = lookup.job(work.name(), context, request);
        try {
            try {
                work.ended(job, context.getExecutionId(), EndStatus.of(context) == BatchStatus.COMPLETED);
            } finally {
                end.of(job, context);
            }
        } finally {
            EndedJob ended = end.outcome(job, context);
            // until then the job counts as running; an undeployment may end our tables as soon as it does not
            lock.release(job.id());
            end.announce(ended);
        }
    }
}
