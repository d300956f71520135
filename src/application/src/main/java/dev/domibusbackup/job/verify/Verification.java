package dev.domibusbackup.job.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
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
    private final Optional<DeepChecks> deep;

    /** @param deep what is to be done besides reading, for a deep verification */
    public Verification(Repository repository, BackupSet set, VerificationWatcher watcher,
                        Optional<DeepChecks> deep) {
        this.repository = repository;
        this.set = set;
        this.watcher = watcher;
        this.deep = deep;
    }

    /**
     * Reads the whole set.
     *
     * @throws ProblemException with everything that is wrong with the set, or with why it cannot be verified deeply:
     *                          that says nothing about the set, and nothing is noted
     * @throws StopRequested    when the operator asked to stop; then nothing is noted
     */
    public void run() {
        SetVerification result = SetVerifier.verify(repository, set, watcher);
        if (result.stopped()) {
            throw new StopRequested();
        }
        if (!result.isGood()) {
            LOG.log(System.Logger.Level.ERROR, "Backup set {0} is not good: {1} problems, and {2} not listed",
                    set.id(), String.valueOf(result.problems().size()), String.valueOf(result.moreProblems()));
            bad(result.problems());
        }
        deep.ifPresent(this::runDeep);
        repository.changeNotes(set.id(), notes -> notes.withVerification(Instant.now(), true));
        LOG.log(System.Logger.Level.INFO,
                "Backup set {0} is good: {1} artifacts, {2} bytes, {3} messages, {4} rows, {5} files", set.id(),
                String.valueOf(result.artifacts()), String.valueOf(result.bytes()),
                String.valueOf(result.messages()), String.valueOf(result.rows()), String.valueOf(result.files()));
    }

    /** What cannot be read is not brought back: this comes after a verification that ended well. */
    private void runDeep(DeepChecks checks) {
        Manifest manifest = set.manifest();
        checks.checkPossible(set, manifest);
        List<Problem> problems = checks.run(set, manifest, watcher);
        if (!problems.isEmpty()) {
            LOG.log(System.Logger.Level.ERROR, "Backup set {0} is not good when it is brought back: {1} problems",
                    set.id(), String.valueOf(problems.size()));
            bad(problems);
        }
    }

    private void bad(List<Problem> problems) {
        repository.changeNotes(set.id(), notes -> notes.withVerification(Instant.now(), false));
        throw new ProblemException(problems);
    }
}
