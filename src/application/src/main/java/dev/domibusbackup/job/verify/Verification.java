package dev.domibusbackup.job.verify;

import java.time.Instant;
import java.util.Optional;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetVerification;
import dev.domibusbackup.set.SetVerifier;
import dev.domibusbackup.set.VerificationWatcher;

/** Verifies one set and notes the result beside it. */
public final class Verification {

    private static final System.Logger LOG = System.getLogger(Verification.class.getName());

    private final Repository repository;
    private final BackupSet set;
    private final VerificationWatcher watcher;

    public Verification(Repository repository, BackupSet set, VerificationWatcher watcher) {
        this.repository = repository;
        this.set = set;
        this.watcher = watcher;
    }

    /**
     * Reads the whole set.
     *
     * @throws ProblemException with everything that is wrong with the set
     * @throws StopRequested    when the operator asked to stop; then nothing is noted
     */
    public void run() {
        SetVerification result = SetVerifier.verify(set,
                Optional.ofNullable(repository.notes(set.id()).manifestHash()), watcher);
        if (result.stopped()) {
            throw new StopRequested();
        }
        repository.changeNotes(set.id(), notes -> notes.withVerification(Instant.now(), result.isGood()));
        if (!result.isGood()) {
            LOG.log(System.Logger.Level.ERROR, "Backup set {0} is not good: {1} problems, and {2} not listed",
                    set.id(), String.valueOf(result.problems().size()), String.valueOf(result.moreProblems()));
            throw new ProblemException(result.problems());
        }
        LOG.log(System.Logger.Level.INFO,
                "Backup set {0} is good: {1} artifacts, {2} bytes, {3} messages, {4} rows, {5} files", set.id(),
                String.valueOf(result.artifacts()), String.valueOf(result.bytes()),
                String.valueOf(result.messages()), String.valueOf(result.rows()), String.valueOf(result.files()));
    }
}
