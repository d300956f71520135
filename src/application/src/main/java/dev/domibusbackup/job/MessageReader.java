package dev.domibusbackup.job;

import java.io.Serializable;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.backup.QueueReading;
import dev.domibusbackup.monitor.JobWatch;

/**
 * Reads the messages of the set. The checkpoint is for people who look: what is done is in the set's ledger, because
 * only there it is tied to the artifacts.
 */
@Named("messageReader")
@Dependent
public class MessageReader extends AbstractItemReader {

    @Inject
    private MessageExport export;

    @Inject
    private StepGuard guard;

    @Inject
    private JobWatch watch;

    private QueueReading reading;
    private String job;
    private long execution;
    private String step;

    @Override
    public void open(Serializable checkpoint) {
        watch.step(export.execution(), export.stepName());
        if (export.run().isEverythingTaken()) {
            return;
        }
        // asked of the batch runtime once, not for every message
        job = export.jobId();
        execution = export.execution();
        step = export.stepName();
        reading = guard.run(job, execution, step, () -> new QueueReading(export.run()), null);
        export.shares(reading);
    }

    @Override
    public Object readItem() {
        return reading == null ? null : guard.run(job, execution, step, () -> reading.next().orElse(null), null);
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
