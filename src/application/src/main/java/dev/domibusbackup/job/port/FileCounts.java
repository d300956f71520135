package dev.domibusbackup.job.port;

import dev.domibusbackup.porting.MessageCounts;

/**
 * What was counted in the file of a queue.
 *
 * @param verdicts its messages by what becomes of them
 * @param expired  those among the imported whose time was over when the import came to them, or is now
 */
record FileCounts(MessageCounts verdicts, long expired) {

    static final FileCounts NONE = new FileCounts(new MessageCounts(), 0);
}
