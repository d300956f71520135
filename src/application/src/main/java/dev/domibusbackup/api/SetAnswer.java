package dev.domibusbackup.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;
import dev.domibusbackup.set.SetSummary;

/**
 * A set in the list.
 *
 * @param id             the set
 * @param sealedAt       when it was sealed
 * @param createdBy      who asked for it
 * @param cutAt          the moment it stands for
 * @param domibusVersion version of Domibus then
 * @param components     what it holds
 * @param messages       messages in it
 * @param rows           rows in it
 * @param bytes          its size
 * @param unavailable    how long Domibus was unavailable for it
 * @param warnings       how many warnings it was sealed with
 * @param pinned         whether it is kept from being removed
 * @param lastVerified   when a verification last ended well
 * @param lastFailed     when a verification last ended badly
 * @param lastRestored   when a restore of it last ended well
 * @param problem        why nothing but the notes can be told, if its manifest cannot be read
 */
public record SetAnswer(SetId id, Instant sealedAt, String createdBy, Instant cutAt, String domibusVersion,
                        List<Component> components, long messages, long rows, long bytes, Duration unavailable,
                        int warnings, boolean pinned, Instant lastVerified, Instant lastFailed,
                        Instant lastRestored, Problem problem) {

    private static final SetSummary NOTHING_KNOWN = new SetSummary(null, null, null, null, null, List.of(), 0, 0, 0,
            null, 0);

    static SetAnswer of(IndexedSet set) {
        SetSummary summary = set.summary() == null ? NOTHING_KNOWN : set.summary();
        SetNotes notes = set.notes();
        return new SetAnswer(set.id(), summary.sealedAt(), summary.createdBy(), summary.cutAt(),
                summary.domibusVersion(), summary.components(), summary.messages(), summary.rows(), summary.bytes(),
                summary.unavailable(), summary.warnings(), notes.pinned(), notes.lastVerified(), notes.lastFailed(),
                notes.lastRestored(), set.unreadable());
    }
}
