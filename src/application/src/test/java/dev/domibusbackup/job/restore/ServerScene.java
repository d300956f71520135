package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.JoinedArchive;
import dev.domibusbackup.job.Notebook;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.messages.MemoryPositions;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.TestProgress;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.quiet.QueuePauses;
import dev.domibusbackup.quiet.QuietWindows;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Hashes;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.setting.Settings;

/** A fake server and a set of it with WAR and server settings; each run is an execution of one restore. */
final class ServerScene {

    static final SetId SET = new SetId("20261122T101500123Z-source");

    final FakeApplicationServer server;
    final Repository repository;
    final Path war;
    final List<Problem> warnings = new ArrayList<>();
    final Properties settings = new Properties();
    final ObjectNode installation = JsonNodeFactory.instance.objectNode().put("version", "5.1.1");
    RestoreReport report;
    RestoreState state = RestoreState.NEW;
    private final Path base;
    private final Set<Component> components = EnumSet.noneOf(Component.class);
    private final List<Manifest.DatabaseEntry> databases = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();

    ServerScene(Path base) throws IOException {
        this.base = base;
        server = new FakeApplicationServer(base);
        repository = new Repository(base.resolve("repository"));
        war = Files.writeString(base.resolve("domibus.war"), "the newer one");
        server.deployedFrom(war);
        Files.createDirectories(folder());
    }

    Path folder() {
        return base.resolve("repository").resolve(SET.value());
    }

    ServerScene file(Component component, String path, String content) throws IOException {
        Path file = folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return add(component, path);
    }

    /** What the set says of the start of its server, besides the place of the configuration, which is as here. */
    ServerScene startedWith(String... arguments) {
        ArrayNode then = installation.putArray("startupArguments");
        List.of(arguments).forEach(then::add);
        then.add("-Ddomibus.config.location=" + base.resolve("conf/domibus"));
        return this;
    }

    /** The set has this schema with these rows by table. */
    ServerScene schema(String name, Map<String, Long> rows) throws IOException {
        databases.add(new Manifest.DatabaseEntry(name, "default", "mysql", "11.4", "utf8mb4", "utf8mb4_bin",
                "databases/" + name + ".sql.gz", rows, Map.of()));
        return file(Component.DATABASES, "databases/" + name + ".sql.gz", "");
    }

    /** An archive of trees, as the backup makes it. */
    ServerScene archive(Component component, String path, Map<String, Path> trees) throws IOException {
        Path file = folder().resolve(path);
        Files.createDirectories(file.getParent());
        Map<String, Path> ordered = new TreeMap<>(JoinedArchive.ORDER);
        ordered.putAll(trees);
        try (OutputStream out = Files.newOutputStream(file);
                JoinedArchive archive = new JoinedArchive(ArchiveMode.QUIET, out)) {
            ordered.forEach((name, tree) -> archive.add(name, tree, entry -> false, base));
        }
        return add(component, path);
    }

    ServerScene add(Component component, String path) throws IOException {
        components.add(component);
        Path file = folder().resolve(path);
        artifacts.add(new Artifact(path, component, Files.size(file), Hashes.of(file), Map.of()));
        return this;
    }

    /** A new execution behind its preflight. */
    RestoreRun run() {
        try {
            Files.write(folder().resolve(BackupSet.MANIFEST), Json.pretty(new Manifest(Manifest.FORMAT, SET, "1",
                    "operator", "job", Instant.EPOCH, Instant.EPOCH, installation,
                    new Manifest.QuietWindowTimes("window", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH,
                            Duration.ZERO), List.copyOf(components), List.of(), databases, List.of(), Map.of(),
                    List.of(), artifacts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Settings read = Settings.read(Optional.empty(), settings);
        RestoreRun run = new RestoreRun(new RestoreRun.Start("job", "operator", Instant.EPOCH), RestoreRequest.DEFAULT,
                new RestoreRun.Places(server, read, repository, QuietWindows.stopping(server, () -> read),
                        new QueuePauses(server), new MemoryPositions(), Map.of()), new BackupSet(SET, folder()), state,
                notebook());
        DomibusDeployment domibus = server.findDomibus(Optional.empty());
        run.found(new Discovery.Found(domibus, installation()));
        return run;
    }

    private Installation installation() {
        try {
            Path conf = Files.createDirectories(base.resolve("conf/domibus"));
            Files.writeString(conf.resolve("domibus.properties"), "domibus.database.schema=domibus\n");
            return new InstallationReader().read(new ServerFacts(ServerKind.WILDFLY, Optional.empty(),
                    Map.of("domibus.config.location", conf.toString()), Map.of(),
                    List.of("-Xmx1g", "-Dsome.password=now"), List.of(), List.of(), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
