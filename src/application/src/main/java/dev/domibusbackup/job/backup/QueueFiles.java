package dev.domibusbackup.job.backup;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.QueueFileName;
import dev.domibusbackup.message.Reconciliation;
import dev.domibusbackup.message.WrittenMessages;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.QueueEntry;
import dev.domibusbackup.set.WorkLedger.Piece;

import static dev.domibusbackup.job.backup.Pieces.json;

/**
 * Writes one message file per queue. At each queue's end its count is held against the broker's; only then the file
 * becomes an artifact.
 */
public final class QueueFiles implements AutoCloseable {

    private static final String FOLDER = "messages/";

    private final ExportContext run;
    private final Progress progress;
    private final List<Artifact> bodies = new ArrayList<>();
    private final List<ArtifactOutput> bodiesOfMessage = new ArrayList<>();
    private ExportedQueue queue;
    private ArtifactOutput output;
    private MessageFileWriter writer;

    public QueueFiles(ExportContext run) {
        this.run = run;
        progress = run.progress("messages", "messages");
    }

    static String piece(ExportedQueue queue) {
        return Pieces.QUEUE + queue.name();
    }

    static String artifact(ExportedQueue queue) {
        return FOLDER + QueueFileName.encode(queue.name()) + ".jsonl.gz";
    }

    /** Writes what one chunk holds. */
    public void write(List<ExportItem> items) {
        for (ExportItem item : items) {
            if (item instanceof ExportItem.Message message) {
                writerOf(message.queue()).write(message.message());
                commitBodies();
                progress.add(1);
            } else if (item instanceof ExportItem.End end) {
                try {
                    finish(end);
                } finally {
                    end.source().close();
                }
            }
        }
    }

    private MessageFileWriter writerOf(ExportedQueue next) {
        if (writer == null) {
            queue = next;
            bodies.clear();
            output = run.set().artifact(Component.MESSAGES, artifact(next));
            writer = new MessageFileWriter(next.name(), output.stream(), this::body, MessageFileWriter.DEFAULT_LEVEL);
        } else if (!queue.equals(next)) {
            throw new IllegalStateException("messages of " + next.name() + " before the end of " + queue.name());
        }
        return writer;
    }

    /** A body becomes an artifact with its message: who writes it closes its stream also when it is not whole. */
    private OutputStream body(String name) {
        ArtifactOutput body = run.set().artifact(Component.MESSAGES, FOLDER + name);
        bodiesOfMessage.add(body);
        return body.stream();
    }

    private void commitBodies() {
        bodiesOfMessage.forEach(body -> bodies.add(body.commit(Map.of())));
        bodiesOfMessage.clear();
    }

    private void finish(ExportItem.End end) {
        WrittenMessages written = writerOf(end.queue()).finish();
        Reconciliation counts = reconcile(end, written.messages());
        Optional<Problem> difference = counts.check();
        if (difference.isPresent() && end.queue().owned()) {
            throw new ProblemException(difference.get());
        }
        if (difference.isPresent()) {
            run.warn(BackupProblem.OTHER_QUEUE_MOVED.with("queue", end.queue().name(), "taken", written.messages(),
                    "ready", counts.ready(), "scheduled", counts.scheduled()));
        }
        List<Artifact> artifacts = new ArrayList<>(bodies);
        artifacts.add(output.commit(Map.of("messages", written.messages())));
        run.set().ledger().record(new Piece(piece(end.queue()), run.windowId(), artifacts,
                json(entry(end.queue(), counts))));
        close();
    }

    /**
     * Two things explain a difference, and no more of it than the broker's counters have grown since the cut. A
     * transaction begun before the cut and committed after it: its messages have ids of before and are in the file,
     * but not in the count. A message that expired before it could be read: it is in the count, but not in the file.
     */
    private static Reconciliation reconcile(ExportItem.End end, long taken) {
        QueueCut cut = end.cut();
        long arrived = end.source().arrivedAfterCut();
        long surplus = taken - (cut.ready() + cut.scheduled());
        long late = Math.min(Math.max(0, surplus), Math.max(0, end.source().addedSinceCut() - arrived));
        long expired = Math.min(Math.max(0, -surplus), end.source().expiredSinceCut());
        return new Reconciliation(cut.queue(), cut.ready(), cut.scheduled(), taken, arrived, expired, late);
    }

    private static QueueEntry entry(ExportedQueue queue, Reconciliation counts) {
        return new QueueEntry(queue.name(), queue.resource(), queue.logicalName().orElse(null), artifact(queue),
                counts.ready(), counts.scheduled(), counts.taken(), counts.expiredSinceCut(),
                counts.arrivedAfterCut(), counts.committedLate());
    }

    /** Gives up the file that is not finished. */
    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } finally {
                writer = null;
                bodiesOfMessage.forEach(ArtifactOutput::close);
                bodiesOfMessage.clear();
                output.close();
            }
        }
    }
}
