package dev.domibusbackup.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Ends a chunk by the bytes read, so that memory does not grow with the size of messages, or by their number. */
@Named("messageChunks")
@Dependent
public class MessageChunks extends AbstractCheckpointAlgorithm {

    @Inject
    private MessageExport export;

    @Inject
    @BatchProperty
    private String messages;

    private int read;

    @Override
    public boolean isReadyToCheckpoint() {
        read++;
        if (export.reading().isChunkFull() || read >= Integer.parseInt(messages)) {
            read = 0;
            return true;
        }
        return false;
    }
}
