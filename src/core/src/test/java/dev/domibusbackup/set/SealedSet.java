package dev.domibusbackup.set;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.Delta;
import dev.domibusbackup.files.FastGzip;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.files.WarmCopy;
import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;

/** A small set with every kind of artifact, made as a backup makes it, and ways to tamper with it. */
final class SealedSet {

    static final String QUEUE = "jms.queue.DomibusDLQ";
    static final String MESSAGES = "messages/" + QUEUE + ".jsonl.gz";
    static final String DUMP = "databases/domibus.sql.gz";
    static final String WARM = "payloads/default-payload.tar.gz";
    static final String DELTA = "payloads/default-payload.delta.tar.gz";
    static final String LISTING = "payloads/default-payload.listing.gz";
    static final String CONFIGURATION = "configuration.tar.gz";
    static final String SETTINGS = "server/settings.tar.gz";
    static final String WAR = "application/domibus.war";
    static final String SQL = """
            -- MariaDB dump 10.19
            CREATE TABLE `TB_USER_MESSAGE` (`ID_PK` bigint NOT NULL);
            INSERT INTO `TB_USER_MESSAGE` VALUES (1),(2),(3);
            CREATE TABLE `TB_LOCK` (`ID_PK` bigint NOT NULL);
            -- Dump completed on 2026-11-22 10:15:00
            """;

    private final Path base;
    private final PartialSet partial;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Manifest.FolderEntry> folders = new ArrayList<>();

    private SealedSet(Path base, Repository repository, SetId id) {
        this.base = base;
        partial = repository.partial(id);
    }

    static BackupSet in(Path base) throws IOException {
        Repository repository = new Repository(base.resolve("repository"));
        Instant start = Instant.parse("2026-11-22T10:15:00.123Z");
        return new SealedSet(base, repository, SetId.of(start, Optional.of("small"))).make(start);
    }

    private BackupSet make(Instant start) throws IOException {
        messages();
        gzipped(Component.DATABASES, DUMP, SQL, Map.of("rows", 3L, "tables", 2L));
        payloads();
        folder("configuration", Component.CONFIGURATION, CONFIGURATION, true);
        folder("settings", Component.SERVER, SETTINGS, false);
        plain(Component.APPLICATION, WAR, "not really a WAR");
        Manifest manifest = new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", start,
                start.plusSeconds(60), Json.mapper().createObjectNode(),
                new Manifest.QuietWindowTimes("window", start, start.plusSeconds(5), start.plusSeconds(30),
                        Duration.ofSeconds(30)),
                List.of(Component.values()),
                List.of(new Manifest.QueueEntry(QUEUE, QUEUE, "DomibusDLQ", MESSAGES, 2, 0, 2, 0, 0, 0)),
                List.of(new Manifest.DatabaseEntry("domibus", null, "mysql", "11.4", "utf8mb4", "utf8mb4_bin", DUMP,
                        Map.of("TB_USER_MESSAGE", 3L, "TB_LOCK", 0L), Map.of("table", 2L))),
                folders, Map.of(), List.of(), artifacts);
        return partial.seal(manifest);
    }

    private void messages() throws IOException {
        List<Artifact> bodies = new ArrayList<>();
        try (ArtifactOutput output = partial.artifact(Component.MESSAGES, MESSAGES);
                MessageFileWriter writer = new MessageFileWriter(QUEUE, output.stream(),
                        name -> body(name, bodies), MessageFileWriter.DEFAULT_LEVEL)) {
            writer.write(message("ID:1", "small"));
            writer.write(message("ID:2", "x".repeat((1 << 20) + 1)));
            writer.finish();
            artifacts.add(output.commit(Map.of("messages", 2L)));
        }
        if (bodies.size() != 1) {
            throw new IllegalStateException("the set is to have one body file: " + bodies);
        }
        artifacts.addAll(bodies);
    }

    private OutputStream body(String name, List<Artifact> bodies) {
        ArtifactOutput body = partial.artifact(Component.MESSAGES, "messages/" + name);
        OutputStream out = body.stream();
        return new OutputStream() {
            private boolean closed;

            @Override
            public void write(int value) throws IOException {
                out.write(value);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                out.write(buffer, offset, length);
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    bodies.add(body.commit(Map.of()));
                }
            }
        };
    }

    private static PortableMessage message(String id, String text) {
        return new PortableMessage(MessageHeader.builder().id(id).build(), Map.of(), new Body.Text(text));
    }

    private void payloads() throws IOException {
        Path payloads = Files.createDirectories(base.resolve("payloads"));
        Files.writeString(payloads.resolve("kept"), "kept");
        Files.writeString(payloads.resolve("deleted"), "deleted before the cut");
        Path taken = base.resolve("taken.gz");
        try (ArtifactOutput warm = partial.artifact(Component.PAYLOADS, WARM)) {
            ArchiveResult result = new WarmCopy().take(payloads, entry -> false, base("work"), warm.stream(), taken);
            artifacts.add(warm.commit(Map.of("files", result.counts().files(), "bytes", result.counts().bytes())));
        }
        Files.delete(payloads.resolve("deleted"));
        Files.writeString(payloads.resolve("new"), "new");
        try (ArtifactOutput delta = partial.artifact(Component.PAYLOADS, DELTA);
                ArtifactOutput listing = partial.artifact(Component.PAYLOADS, LISTING)) {
            Delta.Result result = new Delta().take(payloads, entry -> false, base("work"), taken, delta.stream(),
                    listing.stream());
            artifacts.add(delta.commit(Map.of()));
            artifacts.add(listing.commit(Map.of("entries", result.state().entries())));
            folders.add(new Manifest.FolderEntry(payloads.toString(), Component.PAYLOADS, "payload", "default", WARM,
                    DELTA, LISTING, result.state().files(), result.state().bytes()));
        }
    }

    private void folder(String name, Component component, String archive, boolean entry) throws IOException {
        Path folder = base(name);
        Files.writeString(folder.resolve("domibus.properties"), "a=b\n");
        Files.writeString(folder.resolve("other"), "other");
        try (ArtifactOutput output = partial.artifact(component, archive)) {
            ArchiveResult result = new FolderArchive(ArchiveMode.QUIET).write(folder, each -> false, base("work"),
                    output.stream());
            artifacts.add(output.commit(Map.of("files", result.counts().files(), "bytes", result.counts().bytes())));
            if (entry) {
                folders.add(new Manifest.FolderEntry(folder.toString(), component, name, null, archive, null, null,
                        result.counts().files(), result.counts().bytes()));
            }
        }
    }

    private Path base(String name) throws IOException {
        return Files.createDirectories(base.resolve(name));
    }

    private void gzipped(Component component, String path, String text, Map<String, Long> counts) throws IOException {
        try (ArtifactOutput output = partial.artifact(component, path)) {
            try (OutputStream gzip = FastGzip.onto(output.stream())) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            artifacts.add(output.commit(counts));
        }
    }

    private void plain(Component component, String path, String text) throws IOException {
        try (ArtifactOutput output = partial.artifact(component, path)) {
            output.stream().write(text.getBytes(StandardCharsets.UTF_8));
            artifacts.add(output.commit(Map.of("files", 1L)));
        }
    }

    /** Changes one bit in the middle of a file. */
    static void flip(BackupSet set, String path) throws IOException {
        Path file = set.folder().resolve(path);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    static void replaceDump(BackupSet set, String sql) throws IOException {
        try (OutputStream file = Files.newOutputStream(set.folder().resolve(DUMP));
                OutputStream gzip = FastGzip.onto(file)) {
            gzip.write(sql.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Edits the manifest and nothing else. */
    static void edit(BackupSet set, Consumer<ObjectNode> edit) throws IOException {
        Path file = set.folder().resolve(BackupSet.MANIFEST);
        ObjectNode manifest = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(file));
        edit.accept(manifest);
        Files.write(file, Json.pretty(manifest));
    }

    /** Makes sizes, hashes and SHA256SUMS agree with what lies there now, as a careful forger would. */
    static void fixHashes(BackupSet set, Consumer<ObjectNode> edit) throws IOException {
        StringBuilder sums = new StringBuilder();
        edit(set, manifest -> {
            edit.accept(manifest);
            for (JsonNode artifact : manifest.get("artifacts")) {
                Path file = set.folder().resolve(artifact.get("path").asText());
                ((ObjectNode) artifact).put("bytes", file.toFile().length()).put("sha256", hash(file));
                sums.append(hash(file)).append("  ").append(artifact.get("path").asText()).append('\n');
            }
        });
        for (String own : List.of(BackupSet.MANIFEST, BackupSet.INSTRUCTIONS)) {
            sums.append(hash(set.folder().resolve(own))).append("  ").append(own).append('\n');
        }
        Files.writeString(set.folder().resolve(BackupSet.SUMS), sums);
    }

    private static String hash(Path file) {
        try {
            return Hashes.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
