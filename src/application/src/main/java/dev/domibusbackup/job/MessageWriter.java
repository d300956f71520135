package dev.domibusbackup.job;

import java.io.Serializable;
import java.util.List;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.backup.ExportItem;
import dev.domibusbackup.job.backup.QueueFiles;

/** Writes the messages of the set. */
@Named("messageWriter")
@Dependent
public class MessageWriter extends AbstractItemWriter {

    @Inject
    private MessageExport export;

    @Inject
    private StepGuard guard;

    private QueueFiles files;

    @Override
    public void open(Serializable checkpoint) {
        files = new QueueFiles(export.run());
    }

    @Override
    public void writeItems(List<Object> items) {
        guard.run(export.jobId(), export.execution(), export.stepName(), () -> {
            files.write(items.stream().map(ExportItem.class::cast).toList());
            return null;
        }, null);
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
