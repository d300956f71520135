package dev.domibusbackup.job.messages;

import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.problem.ImportProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.MessageNumbers;
import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest.QueueEntry;

/** Removes from paused queues exactly what a sealed set holds of them: whatever is not in it would be lost. */
public final class SealedRemoval {

    private final ApplicationServer server;
    private final BackupSet set;
    private final Runnable checkStop;

    /**
     * @param set       the sealed set, made of the same queues
     * @param checkStop throws when the operator asked to stop
     */
    public SealedRemoval(ApplicationServer server, BackupSet set, Runnable checkStop) {
        this.server = server;
        this.set = set;
        this.checkStop = checkStop;
    }

    /**
     * Removes; doing it again removes what an interrupted removal left.
     *
     * @param cut the queue as the set took it
     * @return how many were removed by this call
     */
    public long remove(QueueCut cut) {
        MessageNumbers exported = exported(cut.queue());
        long removed = server.remove(cut, exported::contains);
        if (removed > exported.size()) {
            throw ImportProblem.REMOVED_TOO_MUCH.exception("queue", cut.queue(), "removed", removed, "exported",
                    exported.size(), "set", set.id());
        }
        return removed;
    }

    private MessageNumbers exported(String queue) {
        QueueEntry entry = set.manifest().queues().stream().filter(each -> each.name().equals(queue)).findFirst()
                .orElseThrow(() -> SetProblem.MANIFEST_CONTRADICTS.exception("id", set.id(), "contradiction",
                        "it holds no queue " + queue + ", whose messages it was made for"));
        MessageNumbers numbers = new MessageNumbers();
        try (MessageFileReader reader = MessageFileReader.open(set.folder().resolve(entry.artifact()))) {
            while (reader.hasNext()) {
                checkStop.run();
                numbers.add(Long.parseLong(reader.next().header().brokerId()));
            }
        }
        return numbers;
    }
}
