package dev.domibusbackup.set;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a list tells of a set; all of it stands in the manifest, which can be large.
 *
 * @param createdBy      who asked for it
 * @param createdAt      when its job began
 * @param sealedAt       when it was sealed
 * @param cutAt          the moment it stands for
 * @param domibusVersion version of Domibus then, {@code null} if it was not known
 * @param components     what it holds
 * @param messages       messages in it
 * @param rows           rows in it
 * @param bytes          size of its artifacts
 * @param unavailable    how long Domibus was unavailable for it, {@code null} if it was left stopped
 * @param warnings       how many warnings it was sealed with
 */
public record SetSummary(String createdBy, Instant createdAt, Instant sealedAt, Instant cutAt, String domibusVersion,
                         List<Component> components, long messages, long rows, long bytes, Duration unavailable,
                         int warnings) {

    public SetSummary {
        components = List.copyOf(components);
    }

    public static SetSummary of(Manifest manifest) {
        Manifest.QuietWindowTimes window = manifest.quietWindow();
        return new SetSummary(manifest.createdBy(), manifest.createdAt(), manifest.sealedAt(),
                window == null ? null : window.cutAt(), manifest.installation().path("version").asText(null),
                manifest.components(), manifest.queues().stream().mapToLong(Manifest.QueueEntry::taken).sum(),
                manifest.databases().stream().flatMap(database -> database.rows().values().stream())
                        .mapToLong(Long::longValue).sum(),
                manifest.artifacts().stream().mapToLong(Artifact::bytes).sum(),
                window == null ? null : window.unavailable(), manifest.warnings().size());
    }
}
