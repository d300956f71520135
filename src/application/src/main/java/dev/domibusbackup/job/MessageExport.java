package dev.domibusbackup.job;

import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import dev.domibusbackup.job.backup.BackupRun;
import dev.domibusbackup.job.backup.QueueReading;

/** What reader, writer and checkpoint of the export share during one execution of the step. */
@Dependent
class MessageExport {

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Inject
    private BackupRuns runs;

    BackupRun run() {
        return runs.find(job.getExecutionId()).orElseThrow();
    }

    void shares(QueueReading reading) {
        step.setTransientUserData(reading);
    }

    QueueReading reading() {
        return (QueueReading) step.getTransientUserData();
    }

    String jobId() {
        return run().job();
    }

    long execution() {
        return job.getExecutionId();
    }

    String stepName() {
        return step.getStepName();
    }
}
