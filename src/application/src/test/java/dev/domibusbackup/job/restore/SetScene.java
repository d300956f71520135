package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.messages.MemoryPositions;
import dev.domibusbackup.message.MessageFileWriter;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindow;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.setting.Settings;

/** A sound set of what a test puts into it, and a fake server that it may be brought back to. */
final class SetScene {

    static final String JOB = "restore";
    private static final String DUMP = """
            -- MariaDB dump 10.19
            CREATE TABLE `TB_LOCK` (`ID_PK` bigint NOT NULL);
            INSERT INTO `TB_LOCK` VALUES (1),(2);
            -- Dump completed on 2026-11-22 10:15:00
            """;

    final Path base;
    final FakeApplicationServer server;
    final Repository repository;
    final QuietWindow window;
    final Path conf;
    final Properties settings = new Properties();
    final List<Problem> warnings = new ArrayList<>();
    final ObjectNode installation = Json.mapper().createObjectNode().put("server", "wildfly")
            .put("version", "unknown").put("multiTenant", false);
    ServerKind kind = ServerKind.WILDFLY;
    RestoreState state = RestoreState.NEW;
    RestoreReport report;
    private final PartialSet partial;
    private final Set<Component> components = EnumSet.noneOf(Component.class);
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Manifest.QueueEntry> queues = new ArrayList<>();
    private final List<Manifest.DatabaseEntry> databases = new ArrayList<>();
    private final List<Manifest.FolderEntry> folders = new ArrayList<>();

    SetScene(Path base) throws IOException {
        this.base = base;
        server = new FakeApplicationServer(base.resolve("server"));
        repository = new Repository(base.resolve("repository"));
        settings.setProperty("domibus.backup.repository.reserve-mib", "1");
        window = QuietWindows.stopping(server, this::settings);
        conf = Files.createDirectories(base.resolve("conf/domibus"));
        Files.writeString(conf.resolve("domibus.properties"), "domibus.database.schema=domibus\n"
                + "domibus.attachment.storage.location=" + Files.createDirectories(base.resolve("payloads")) + "\n");
        installation.putArray("domains").add("default");
        partial = repository.partial(repository.newId(Instant.now(), Optional.of("source")));
    }

    SetScene queue(String name, String logicalName, int messages) throws IOException {
        String artifact = "messages/" + name + ".jsonl.gz";
        try (ArtifactOutput output = artifact(Component.MESSAGES, artifact)) {
            try (OutputStream out = output.stream();
                    MessageFileWriter writer = new MessageFileWriter(name, out, body -> {
                        throw new IOException("no bodies of their own");
                    }, MessageFileWriter.DEFAULT_LEVEL)) {
                WindowScene.texts("m", messages).forEach(writer::write);
                writer.finish();
            }
            artifacts.add(output.commit(Map.of("messages", (long) messages)));
        }
        queues.add(new Manifest.QueueEntry(name, name.replace("jms.queue.", ""), logicalName, artifact, messages, 0,
                messages, 0, 0, 0));
        return this;
    }

    SetScene schema(String name, String domain) throws IOException {
        String artifact = "databases/" + name + ".sql.gz";
        try (ArtifactOutput output = artifact(Component.DATABASES, artifact)) {
            try (OutputStream out = new GZIPOutputStream(output.stream())) {
                out.write(DUMP.getBytes(StandardCharsets.UTF_8));
            }
            artifacts.add(output.commit(Map.of()));
        }
        databases.add(new Manifest.DatabaseEntry(name, domain, "mysql", "11.4-MariaDB", "utf8mb4", "utf8mb4_bin",
                artifact, Map.of("TB_LOCK", 2L), Map.of("table", 1L)));
        return this;
    }

    /** The folder as it is now. */
    SetScene folder(Path folder, Component component, String kind, String domain) throws IOException {
        String artifact = component.key() + "/" + folders.size() + ".tar.gz";
        try (ArtifactOutput output = artifact(component, artifact)) {
            ArchiveResult result = new FolderArchive(ArchiveMode.QUIET).write(folder, each -> false,
                    Files.createDirectories(base.resolve("work")), output.stream());
            artifacts.add(output.commit(Map.of()));
            folders.add(new Manifest.FolderEntry(folder.toString(), component, kind, domain, artifact, null, null,
                    result.counts().files(), result.counts().bytes()));
        }
        return this;
    }

    private ArtifactOutput artifact(Component component, String path) {
        components.add(component);
        return partial.artifact(component, path);
    }

    /** Seals it as a backup does: its manifest's hash is known beside it and in the audit. */
    BackupSet seal() {
        BackupSet set = partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "operator", "backup",
                Instant.EPOCH, Instant.EPOCH, installation, new Manifest.QuietWindowTimes("window", Instant.EPOCH,
                        Instant.EPOCH, Instant.EPOCH, Duration.ZERO), List.copyOf(components), queues, databases,
                folders, Map.of(), List.of(), artifacts));
        repository.changeNotes(set.id(), notes -> notes.withManifestHash(set.manifestHash()));
        repository.audit().append(new Audit.Entry(Instant.now(), "operator", Audit.SEALED, set.id().value(), "ok",
                Map.of(Audit.MANIFEST_HASH, set.manifestHash())));
        return set;
    }

    /** An execution of a restore, with the installation found already. */
    RestoreRun run(BackupSet set, String request) {
        RestoreRun run = new RestoreRun(new RestoreRun.Start(JOB, "operator", Instant.EPOCH),
                SafetyBackupTest.request(request), new RestoreRun.Places(server, settings(), repository, window,
                        new QueuePauses(server), new MemoryPositions(), Map.of()), set, state, notebook());
        run.found(new Discovery.Found(FakeApplicationServer.DOMIBUS, new InstallationReader().read(new ServerFacts(
                kind, Optional.empty(), Map.of("domibus.config.location", conf.toString()), Map.of(),
                List.of(), List.of(), List.of(), List.of()))));
        RestoreScope scope = RestoreScope.of(run.manifest(), run.request(), run.components());
        run.goesTo(new RestoreTargets(scope.databases().stream()
                .map(entry -> new RestoreTargets.Schema(entry, entry.schema())).toList(), scope.folders(), List.of()));
        return run;
    }

    /** A request that confirms the set. */
    static String confirmed(BackupSet set, String more) {
        return "{\"confirm\":{\"set\":\"" + set.id() + "\"}" + more + "}";
    }

    static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    private Settings settings() {
        return Settings.read(Optional.empty(), settings);
    }

    private Notebook<RestoreState, RestoreReport> notebook() {
        return new Notebook<>() {
            @Override
            public Progress progress(String task, String unit) {
                return TestProgress.of(task, unit);
            }

            @Override
            public void warning(Problem problem) {
                warnings.add(problem);
            }

            @Override
            public void remember(RestoreState now) {
                state = now;
            }

            @Override
            public void report(RestoreReport now) {
                report = now;
            }
        };
    }
}
