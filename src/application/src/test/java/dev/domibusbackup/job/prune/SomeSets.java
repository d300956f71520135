package dev.domibusbackup.job.prune;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** Small sealed sets, one a day. */
final class SomeSets {

    static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");

    private SomeSets() {
    }

    static SetId id(int day) {
        return SetId.of(FIRST.plus(Duration.ofDays(day)), Optional.empty());
    }

    static BackupSet seal(Repository repository, int day) {
        PartialSet partial = repository.partial(id(day));
        Artifact war;
        try (ArtifactOutput output = partial.artifact(Component.APPLICATION, "application/domibus.war")) {
            output.stream().write(("WAR of day " + day).getBytes(StandardCharsets.UTF_8));
            war = output.commit(Map.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Instant at = id(day).instant();
        return partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", at, at,
                Json.mapper().createObjectNode(), null, List.of(Component.APPLICATION), List.of(), List.of(),
                List.of(), Map.of(), List.of(), List.of(war)));
    }
}
