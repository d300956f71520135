package dev.domibusbackup.job;

import java.io.Serializable;
import java.util.List;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import dev.domibusbackup.job.messages.ImportItem;
import dev.domibusbackup.job.messages.ImportWriting;
import dev.domibusbackup.job.messages.MessageImport;

/** Sends the messages of a chunk and notes their position, in the chunk's own transaction. */
@Named("importWriter")
@Dependent
public class ImportWriter extends AbstractItemWriter {

    @Inject
    private JobContext job;

    @Inject
    private StepContext step;

    @Inject
    private MessageImports imports;

    @Inject
    private StepGuard guard;

    private MessageImport work;
    private ImportWriting writing;

    @Override
    public void open(Serializable checkpoint) {
        work = imports.of(job.getExecutionId());
        writing = new ImportWriting(work);
    }

    @Override
    public void writeItems(List<Object> items) {
        guard.run(work.job(), job.getExecutionId(), step.getStepName(), () -> {
            writing.write(items.stream().map(ImportItem.class::cast).toList());
            return null;
        }, null);
    }

    @Override
    public void close() {
        if (writing != null) {
            writing.close();
        }
    }
}
