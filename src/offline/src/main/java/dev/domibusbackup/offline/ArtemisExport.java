package dev.domibusbackup.offline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.artemis.ArtemisXmlWriter;
import dev.domibusbackup.message.artemis.Differences;
import dev.domibusbackup.problem.OfflineProblem;

/** Writes message files as the XML that {@code artemis data imp} takes. */
final class ArtemisExport {

    private static final String GZIP = ".gz";

    private final List<MessageFile> files;
    private int queues;
    private long messages;
    private Differences differences;

    ArtemisExport(List<MessageFile> files) {
        this.files = files;
    }

    int queues() {
        return queues;
    }

    long messages() {
        return messages;
    }

    Differences differences() {
        return differences;
    }

    /** Every file is read whole before the first message is written: nothing half-converted stays. */
    void into(Path target) {
        if (Files.exists(target)) {
            throw OfflineProblem.EXISTS.exception("path", target);
        }
        List<MessageFile> filled = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (MessageFile file : files) {
            QueueSummary summary = QueueSummary.of(file.path());
            if (summary.messages() > 0) {
                filled.add(file);
                names.add(summary.queue());
            }
        }
        queues = names.size();
        DurableFiles.write(target, out -> write(filled, names, target.toString().endsWith(GZIP)
                ? new GZIPOutputStream(out) : new BufferedOutputStream(out)));
    }

    private void write(List<MessageFile> filled, List<String> names, OutputStream target) throws IOException {
        try (ArtemisXmlWriter xml = new ArtemisXmlWriter(target, names)) {
            for (MessageFile file : filled) {
                try (MessageFileReader reader = MessageFileReader.open(file.path())) {
                    while (reader.hasNext()) {
                        write(xml, file, reader.queue(), reader.next());
                    }
                }
            }
            xml.finish();
            messages = xml.count();
            differences = xml.differences();
        }
    }

    private static void write(ArtemisXmlWriter xml, MessageFile file, String queue, PortableMessage message)
            throws IOException {
        try {
            xml.write(queue, message);
        } catch (ArtemisXmlWriter.NoPlace e) {
            throw OfflineProblem.BODY_TOO_LARGE.caused(e, "id", message.header().id(), "file", file.path(), "reason",
                    e.getMessage());
        }
    }
}
