package dev.domibusbackup.job;

import java.io.Serializable;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.messages.ImportReading;
import dev.domibusbackup.job.messages.MessageImport;
import dev.domibusbackup.monitor.JobWatch;

/**
 * Reads the messages of a set from the positions in our own table on. The batch runtime's checkpoint is for people who
 * look: it is not tied to what was sent.
 */
@Named("importReader")
@Dependent
public class ImportReader extends AbstractItemReader {

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Inject
    private MessageImports imports;

    @Inject
    private StepGuard guard;

    @Inject
    private JobWatch watch;

    /** Nothing when the operator asked to stop while it was opened. */
    private ImportReading reading;
    private String id;
    private long execution;
    private String name;

    @Override
    public void open(Serializable checkpoint) {
        // asked of the batch runtime once, not for every message
        execution = job.getExecutionId();
        name = step.getStepName();
        watch.step(execution, name);
        MessageImport work = imports.of(execution);
        id = work.job();
        reading = guard.run(id, execution, name, () -> new ImportReading(work), null);
        step.setTransientUserData(reading);
    }

    @Override
    public Object readItem() {
        return guard.run(id, execution, name, () -> reading == null ? null : reading.next().orElse(null),
                null);
    }

    @Override
    public Serializable checkpointInfo() {
        return reading == null ? 0 : reading.queuesLeft();
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.close();
        }
    }
}
