package dev.domibusbackup.job.messages;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One queue of a set and where its messages go.
 *
 * @param source   its name in the set, by which its position is kept
 * @param target   broker name of the queue that gets the messages
 * @param file     the message file
 * @param messages messages in it, as the manifest says
 * @param choice   which of them are imported
 */
public record ImportQueue(String source, String target, Path file, long messages, MessageChoice choice) {

    public ImportQueue {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(choice, "choice");
    }
}
