package dev.domibusbackup.job;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Every step of {@code domibus-port-messages} but the import itself: the step's name says what is to be done. */
@Named("portStep")
@Dependent
public class PortStepBatchlet extends AbstractBatchlet {

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
    private PortSteps steps;

    @Override
    public String process() {
        return steps.run(step.getStepName(), lookup.job(JobName.PORT, job, request), job.getExecutionId());
    }

    @Override
    public void stop() {
        steps.stop(job.getExecutionId());
    }
}
