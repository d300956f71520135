package dev.domibusbackup.job;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.monitor.JobWatch;

/** Every step that is not a chunk: the names of job and step say what is to be done. */
@Named("jobStep")
@Dependent
public class JobStepBatchlet extends AbstractBatchlet {

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Inject
    @BatchProperty
    private String request;

    @Inject
    private JobLookup lookup;

    @Inject
    private JobWorks works;

    @Inject
    private JobWatch watch;

    @Override
    public String process() {
        JobWork work = works.of(job.getJobName());
        JobRecord record = lookup.job(work.name(), job, request);
        watch.step(record.id(), record.name(), record.requestedBy(), job.getExecutionId(), true, step.getStepName());
        return work.run(step.getStepName(), record, job.getExecutionId());
    }

    @Override
    public void stop() {
        works.of(job.getJobName()).stop(job.getExecutionId());
    }
}
