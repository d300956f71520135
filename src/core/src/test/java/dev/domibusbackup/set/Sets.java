package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small sets for tests. */
public final class Sets {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:00.123Z");
    static final SetId ID = SetId.of(NOW, Optional.of("test"));

    private Sets() {
    }

    /** Writes an artifact and makes it a piece of the given window. */
    static Artifact piece(PartialSet set, String key, String window, String path, String content) {
        Artifact artifact = artifact(set, path, content);
        set.ledger().record(new WorkLedger.Piece(key, window, List.of(artifact), null));
        return artifact;
    }

    static Artifact artifact(PartialSet set, String path, String content) {
        try (ArtifactOutput output = set.artifact(Component.MESSAGES, path)) {
            output.stream().write(content.getBytes(StandardCharsets.UTF_8));
            return output.commit(Map.of("messages", 1L));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The manifest of a set as it is in the making. */
    public static Manifest manifest(PartialSet set, List<Manifest.FolderEntry> folders) {
        return new Manifest(Manifest.FORMAT, set.id(), "1.0", "operator", "job", NOW, NOW,
                JsonNodeFactory.instance.objectNode(),
                new Manifest.QuietWindowTimes("w", NOW, NOW, NOW, Duration.ofSeconds(3)), List.of(Component.values()),
                List.of(), List.of(), folders, Map.of(), List.of(), set.artifacts());
    }

    /** The same manifest with databases and where their server is. */
    public static Manifest withDatabases(Manifest of, String host, int port, List<Manifest.DatabaseEntry> databases) {
        ObjectNode installation = JsonNodeFactory.instance.objectNode();
        installation.putObject("database").put("host", host).put("port", port);
        return new Manifest(of.format(), of.id(), of.product(), of.createdBy(), of.job(), of.createdAt(), of.sealedAt(),
                installation, of.quietWindow(), of.components(), of.queues(), databases, of.folders(), of.tools(),
                of.warnings(), of.artifacts());
    }

    static BackupSet sealed(Repository repository, SetId id) {
        PartialSet set = repository.partial(id);
        piece(set, "queue/a", "w", "messages/a.jsonl.gz", "content of " + id);
        return set.seal(manifest(set, List.of()));
    }
}
