package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.messages.ImportReading;

/** Ends a chunk of the import by the bytes read, so that no transaction grows with them, or by the number. */
@Named("importChunks")
@Dependent
public class ImportChunks extends AbstractCheckpointAlgorithm {

    @Inject
    private StepContext step;

    @Inject
    @BatchProperty
    private String messages;

    /** The runtime gives each chunk's transaction this time and heeds no property of the step for it. */
    @Inject
    @BatchProperty
    private String seconds;

    private ImportReading reading;
    private int limit;
    private int read;

    @Override
    public int checkpointTimeout() {
        return Integer.parseInt(seconds);
    }

    @Override
    public boolean isReadyToCheckpoint() {
        if (reading == null) {
            reading = (ImportReading) step.getTransientUserData();
            limit = Integer.parseInt(messages);
        }
        read++;
        if (reading != null && reading.isChunkFull() || read >= limit) {
            read = 0;
            return true;
        }
        return false;
    }
}
