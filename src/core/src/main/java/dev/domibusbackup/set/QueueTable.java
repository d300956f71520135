package dev.domibusbackup.set;

import java.util.List;

/** The queues of a set that were not empty. */
record QueueTable(List<Manifest.QueueEntry> filled) {

    static QueueTable of(Manifest manifest) {
        return new QueueTable(manifest.queues().stream().filter(queue -> queue.taken() > 0).toList());
    }

    boolean isEmpty() {
        return filled.isEmpty();
    }

    void write(Instructions text) {
        text.line("| queue | file | messages |");
        text.line("|---|---|---|");
        filled.forEach(queue -> text.line("| `%s` | `%s` | %d |", queue.name(), queue.artifact(), queue.taken()));
        text.line("");
        text.line("All other queues were empty.");
    }
}
