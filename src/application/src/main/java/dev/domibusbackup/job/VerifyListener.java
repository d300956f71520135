package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobRecord;

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
    private JobEnd end;

    @Inject
    private StepGuard guard;

    @Override
    public void afterJob() {
        guard.atEnd(this::end);
    }

    private void end() {
        JobRecord job = lookup.job(JobName.VERIFY, context, request);
        try {
            end.of(job, context);
        } finally {
            // a deep one has it
            lock.release(job.id());
            end.announce(job, context);
        }
    }
}
