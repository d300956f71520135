package dev.domibusbackup.job.messages;

import java.time.Instant;
import java.util.List;

import dev.domibusbackup.catalog.ImportTally;
import dev.domibusbackup.server.MessageSink;

/**
 * Sends the messages of a chunk and notes them as done, both in the transaction of the calling thread: after a crash
 * either both are there or neither is.
 */
public final class ImportWriting implements AutoCloseable {

    private final MessageImport work;
    private String target;
    private MessageSink sink;

    public ImportWriting(MessageImport work) {
        this.work = work;
    }

    /** Sends what one chunk holds. */
    public void write(List<ImportItem> items) {
        int from = 0;
        while (from < items.size()) {
            ImportQueue queue = items.get(from).queue();
            int to = from;
            boolean again = items.get(from).again();
            while (to < items.size() && items.get(to).queue().equals(queue) && items.get(to).again() == again) {
                to++;
            }
            write(queue, items.subList(from, to));
            from = to;
        }
    }

    private void write(ImportQueue queue, List<ImportItem> items) {
        ImportTally tally = ImportTally.NONE;
        long scheduled = 0;
        long nonPersistent = 0;
        for (ImportItem item : items) {
            scheduled += isScheduled(item) ? 1 : 0;
            nonPersistent += item.fate() == Fate.SENT && !item.message().header().persistent() ? 1 : 0;
            tally = switch (item.fate()) {
                case SENT -> tally.oneSent(sinkOf(queue).send(item.message()));
                case SKIPPED -> tally.oneSkipped();
                case REFUSED -> tally.oneRefused();
                case EXPIRED -> tally.oneExpired();
            };
        }
        long before = items.get(0).position();
        if (items.get(0).again()) {
            work.positions().advanceAgain(work.job(), queue.source(), before, before + items.size(), nonPersistent);
        } else {
            work.positions().advance(work.job(), queue.source(), before, tally, nonPersistent);
            work.progress().add(items.size());
        }
        work.sent(queue.target(), tally.sent() - scheduled, scheduled);
    }

    private static boolean isScheduled(ImportItem item) {
        return item.fate() == Fate.SENT && item.message().header().due() != null
                && item.message().header().due().isAfter(Instant.now());
    }

    private MessageSink sinkOf(ImportQueue queue) {
        if (!queue.target().equals(target)) {
            close();
            sink = work.server().sink(queue.target());
            target = queue.target();
        }
        return sink;
    }

    @Override
    public void close() {
        target = null;
        if (sink != null) {
            sink.close();
            sink = null;
        }
    }
}
