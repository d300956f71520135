package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.ImportPositions;
import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/** The end of a porting, however it ends: queues are resumed, the lock is given back, the result is audited. */
@Named("portListener")
@Dependent
public class PortListener extends AbstractJobListener {

    private static final System.Logger LOG = System.getLogger(PortListener.class.getName());

    @Inject
    private JobContext context;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private JobLookup lookup;

    @Inject
    private PortSteps steps;

    @Inject
    private JobCatalog catalog;

    @Inject
    private InstallationLock lock;

    @Inject
    private Environment environment;

    @Inject
    private ImportPositions positions;

    @Inject
    private JobEnd end;

    @Override
    public void afterJob() {
        JobRecord job = lookup.job(JobName.PORT, context, request);
        try {
            steps.end(context.getExecutionId());
            if (context.getBatchStatus() != BatchStatus.COMPLETED
                    && !lookup.request(job, PortRequest.class).holds()) {
                resumeQueues(job);
            }
            end.of(job, context);
        } finally {
            // the last: until then the job counts as running
            lock.release(job.id());
        }
    }

    private void resumeQueues(JobRecord job) {
        try {
            positions.handOver(job.id());
            environment.queuePauses().resume(job.id());
        } catch (ProblemException e) {
            for (Problem problem : e.problems()) {
                LOG.log(System.Logger.Level.ERROR, "Job {0}: {1}", job.id(), problem);
                catalog.addProblem(job.id(), context.getExecutionId(), "resume-queues", Severity.ERROR, problem);
            }
        }
    }
}
