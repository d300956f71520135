package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.monitor.EndedJob;
import dev.domibusbackup.monitor.JobWatch;

/** The end of a verification. */
@Named("verifyListener")
@Dependent
public class VerifyListener extends AbstractJobListener {

    @Inject
    private JobContext context;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private JobLookup lookup;

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
        JobRecord job = lookup.job(JobName.VERIFY, context, request);
        try {
            end.of(job, context);
        } finally {
            EndedJob ended = end.outcome(job, context);
            // a deep one has it
            lock.release(job.id());
            end.announce(ended);
        }
    }
}
