package dev.domibusbackup.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;

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
 */
public record SetAnswer(SetId id, Instant sealedAt, String createdBy, Instant cutAt, String domibusVersion,
                        List<Component> components, long messages, long rows, long bytes, Duration unavailable,
                        int warnings, boolean pinned, Instant lastVerified, Instant lastFailed) {

    static SetAnswer of(BackupSet set, Repository repository) {
        Manifest manifest = set.manifest();
        SetNotes notes = repository.notes(set.id());
        return new SetAnswer(set.id(), manifest.sealedAt(), manifest.createdBy(), manifest.quietWindow().cutAt(),
                manifest.installation().path("version").asText(null), manifest.components(),
                manifest.queues().stream().mapToLong(Manifest.QueueEntry::taken).sum(),
                manifest.databases().stream().flatMap(database -> database.rows().values().stream())
                        .mapToLong(Long::longValue).sum(),
                manifest.artifacts().stream().mapToLong(Artifact::bytes).sum(), manifest.quietWindow().unavailable(),
                manifest.warnings().size(), notes.pinned(), notes.lastVerified(), notes.lastFailed());
    }
}
