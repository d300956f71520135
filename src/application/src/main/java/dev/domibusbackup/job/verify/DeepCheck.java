package dev.domibusbackup.job.verify;

import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.VerificationWatcher;

/**
 * A part of a deep verification: it brings one kind of thing back into a place made for it alone, compares it with
 * the manifest, and removes it again, however it ends. Called when everything has been read and found good.
 */
public interface DeepCheck {

    /** What is brought back. */
    enum Kind { DATABASES, FILES }

    Kind kind();

    /** Why this cannot be done here (no program, no right, no room), found before anything is begun. */
    Optional<String> obstacle(BackupSet set, Manifest manifest);

    /**
     * Does it.
     *
     * @param watcher is told bytes read besides those of the verification, and stops it: a stop ends in
     *                {@link dev.domibusbackup.job.backup.StopRequested}
     * @return what does not agree with the manifest
     */
    List<Problem> check(BackupSet set, Manifest manifest, VerificationWatcher watcher);
}
