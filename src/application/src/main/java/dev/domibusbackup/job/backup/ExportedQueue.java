package dev.domibusbackup.job.backup;

import java.util.Optional;

/**
 * A queue whose messages go into the set.
 *
 * @param name        broker name
 * @param resource    name in the server's model
 * @param logicalName Domibus's own name for it, if it is one of the known
 * @param owned       belongs to Domibus: paused in the quiet window
 */
public record ExportedQueue(String name, String resource, Optional<String> logicalName, boolean owned) {
}
