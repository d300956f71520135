package dev.domibusbackup.job.backup;

import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.server.MessageSource;
import dev.domibusbackup.server.QueueCut;

/** What passes from the reader to the writer of the export. */
public sealed interface ExportItem {

    /** The queue it is about. */
    ExportedQueue queue();

    /** One message; its content may still lie with the broker. */
    record Message(ExportedQueue queue, PortableMessage message) implements ExportItem {
    }

    /**
     * The end of a queue. Only who handles it may close the source: contents are read until then.
     *
     * @param source where the messages came from; it knows what came after the cut
     * @param cut    what the broker counted at the cut
     */
    record End(ExportedQueue queue, MessageSource source, QueueCut cut) implements ExportItem {
    }
}
