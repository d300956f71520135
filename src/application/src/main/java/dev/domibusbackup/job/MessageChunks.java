package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.backup.QueueReading;

/** Ends a chunk by the bytes read, so that memory does not grow with the size of messages, or by their number. */
@Named("messageChunks")
@Dependent
public class MessageChunks extends AbstractCheckpointAlgorithm {

    @Inject
    private MessageExport export;

    @Inject
    @BatchProperty
    private String messages;

    private QueueReading reading;
    private int limit;
    private int read;

    @Override
    public boolean isReadyToCheckpoint() {
        if (reading == null) {
            reading = export.reading();
            limit = Integer.parseInt(messages);
        }
        read++;
        if (reading.isChunkFull() || read >= limit) {
            read = 0;
            return true;
        }
        return false;
    }
}
