package dev.domibusbackup.job.restore;

import java.util.List;
import java.util.Optional;

import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;

/**
 * What comes back, and where to.
 *
 * @param schemas schemas
 * @param folders folders, at the places that they had
 * @param queues  queues
 */
record RestoreTargets(List<Schema> schemas, List<FolderEntry> folders, List<ImportQueue> queues) {

    RestoreTargets {
        schemas = List.copyOf(schemas);
        folders = List.copyOf(folders);
        queues = List.copyOf(queues);
    }

    /**
     * A schema.
     *
     * @param entry  what the set holds
     * @param target its name here
     */
    record Schema(DatabaseEntry entry, String target) {

        Optional<String> domain() {
            return Optional.ofNullable(entry.domain());
        }
    }

    /** Broker names of the queues that get messages, or are empty in the set and will be here. */
    List<String> brokerQueues() {
        return queues.stream().map(ImportQueue::target).distinct().toList();
    }
}
