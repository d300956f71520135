package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.JoinedArchive;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** Sets that hold the component {@code server} of a server's folder, made as a backup makes it. */
public final class ServerSets {

    private static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");

    private ServerSets() {
    }

    /**
     * Seals one.
     *
     * @param logs what else the logs hold: folders of Domibus
     */
    public static BackupSet of(ServerFolders server, Path repository, String label, String arguments,
                               List<Path> logs) throws IOException {
        PartialSet partial = new Repository(repository).partial(SetId.of(START, Optional.of(label)));
        Path work = Files.createTempDirectory("work");
        List<Artifact> artifacts = new ArrayList<>();
        Map<String, Path> settings = new TreeMap<>(JoinedArchive.ORDER);
        list(server.configuration()).forEach(file -> settings.put("configuration/" + file.getFileName(), file));
        list(server.home().resolve("bin")).forEach(file -> settings.put("bin/" + file.getFileName(), file));
        list(server.home().resolve("modules")).forEach(file -> settings.put("modules/" + file.getFileName(), file));
        artifacts.add(joined(partial, "settings", settings, work));
        Map<String, Path> deployments = new TreeMap<>(JoinedArchive.ORDER);
        list(server.deployments()).stream().filter(file -> file.toString().endsWith(".war"))
                .forEach(file -> deployments.put("deployments/" + file.getFileName(), file));
        deployments.put("data/content", server.data().resolve("content"));
        artifacts.add(joined(partial, "deployments", deployments, work));
        Map<String, Path> logFolders = new TreeMap<>(JoinedArchive.ORDER);
        logFolders.put("log", server.base().resolve("log"));
        for (int i = 0; i < logs.size(); i++) {
            logFolders.put("domibus-" + (i + 1), logs.get(i));
        }
        artifacts.add(joined(partial, "logs", logFolders, work));
        try (ArtifactOutput output = partial.artifact(Component.SERVER, StartupFacts.ARTIFACT)) {
            output.stream().write(arguments.getBytes(StandardCharsets.UTF_8));
            artifacts.add(output.commit(Map.of()));
        }
        var installation = Json.mapper().createObjectNode().put("server", "wildfly");
        logs.forEach(folder -> installation.withArray("logs").addObject().put("folder", folder.toString())
                .put("present", true));
        return partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", START,
                START.plusSeconds(60), installation, null, List.of(Component.SERVER), List.of(), List.of(), List.of(),
                Map.of("WildFly", "39.0.1.Final"), List.of(), artifacts));
    }

    private static Artifact joined(PartialSet partial, String name, Map<String, Path> trees, Path work) {
        try (ArtifactOutput output = partial.artifact(Component.SERVER, "server/" + name + ".tar.gz")) {
            try (JoinedArchive archive = new JoinedArchive(ArchiveMode.WARM, output.stream())) {
                trees.forEach((path, tree) -> archive.add(path, tree, entry -> false, work));
            }
            return output.commit(Map.of("bytes", 1L));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
