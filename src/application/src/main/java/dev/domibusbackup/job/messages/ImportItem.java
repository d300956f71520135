package dev.domibusbackup.job.messages;

import dev.domibusbackup.message.PortableMessage;

/**
 * What passes from the reader to the writer of the import: one message of the set.
 *
 * @param queue    its queue
 * @param position how many messages of the file lie before it
 * @param fate     what becomes of it
 * @param message  the message; {@code null} unless it is to be sent
 * @param again    whether it was sent before, or passed over, and is looked at once more because the broker that had
 *                 it ended
 */
public record ImportItem(ImportQueue queue, long position, Fate fate, PortableMessage message, boolean again) {

    public ImportItem {
        if ((fate == Fate.SENT) != (message != null)) {
            throw new IllegalArgumentException("a message goes with being sent");
        }
    }
}
