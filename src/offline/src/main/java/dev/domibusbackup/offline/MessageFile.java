package dev.domibusbackup.offline;

import java.nio.file.Path;

/**
 * A message file to look into.
 *
 * @param path     the file
 * @param queue    the queue that the set's manifest says it holds; {@code null} for a file of no set
 * @param expected how many messages the manifest says it holds; {@code null} for a file of no set
 */
record MessageFile(Path path, String queue, Long expected) {

    /** What the file is called in tables: the queue, or the file's own name. */
    String title() {
        return queue == null ? path.getFileName().toString() : queue;
    }
}
