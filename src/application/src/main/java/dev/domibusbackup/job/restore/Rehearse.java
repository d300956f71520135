package dev.domibusbackup.job.restore;

import java.time.Instant;

import dev.domibusbackup.job.messages.ImportQueue;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Component;

/**
 * Says what the restore would change, and how long it would take; with {@code deep} it tries what can be tried beside
 * what is there. Changes nothing. What speaks against the restore is told at the end, beside the whole report.
 */
public final class Rehearse implements RestoreStep {

    @Override
    public void run(RestoreRun run) {
        if (!run.request().rehearsal()) {
            return;
        }
        countExpired(run);
        new FolderChecks(run).describe();
        if (run.takes(Component.SERVER)) {
            StageServer.rehearse(run);
        }
        if (run.request().deep()) {
            new DeepRehearsal(run).run();
        }
        run.report().estimate(new Estimate(run).window());
        run.publish();
        if (!run.unfit().isEmpty()) {
            throw new ProblemException(run.unfit());
        }
    }

    private static void countExpired(RestoreRun run) {
        Instant now = Instant.now();
        for (ImportQueue queue : run.targets().queues()) {
            long expired = 0;
            try (MessageFileReader reader = MessageFileReader.open(queue.file())) {
                while (reader.hasNext()) {
                    run.checkStop();
                    Instant expiration = reader.next().header().expiration();
                    expired += expiration != null && !expiration.isAfter(now) ? 1 : 0;
                }
            }
            run.report().expired(queue.source(), expired);
        }
    }
}
