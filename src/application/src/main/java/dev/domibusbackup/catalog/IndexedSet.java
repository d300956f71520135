package dev.domibusbackup.catalog;

import java.time.Instant;
import java.util.Objects;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;
import dev.domibusbackup.set.SetSummary;

/**
 * A set as the index knows it. Everything here can be read anew from the repository.
 *
 * @param id         the set
 * @param indexedAt  when it was first indexed
 * @param manifest   its manifest's file when it was indexed
 * @param summary    what the manifest says; {@code null} if it cannot be read
 * @param unreadable why it cannot be read; {@code null} if it can
 * @param notes      what lies beside the set
 */
public record IndexedSet(SetId id, Instant indexedAt, ManifestFile manifest, SetSummary summary, Problem unreadable,
                         SetNotes notes) {

    public IndexedSet {
        Objects.requireNonNull(notes, "notes");
        if ((summary == null) == (unreadable == null)) {
            throw new IllegalArgumentException("a set has a summary or a reason why not: " + id);
        }
    }

    /**
     * A manifest's file, so that a change of it is seen without reading it.
     *
     * @param modifiedMillis time of its last modification, milliseconds since 1970
     * @param bytes          its size
     * @param sha256         its hash
     */
    public record ManifestFile(long modifiedMillis, long bytes, String sha256) {

        /** Whether size and time are still those. */
        public boolean looksLike(long modified, long size) {
            return modifiedMillis == modified && bytes == size;
        }
    }

    public IndexedSet with(SetNotes now) {
        return new IndexedSet(id, indexedAt, manifest, summary, unreadable, now);
    }

    public IndexedSet with(ManifestFile now) {
        return new IndexedSet(id, indexedAt, now, summary, unreadable, notes);
    }
}
