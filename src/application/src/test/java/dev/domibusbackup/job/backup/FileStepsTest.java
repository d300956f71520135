package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationReader;
import dev.domibusbackup.domibus.ServerFacts;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.FolderEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The steps that copy files, on a configuration folder with a payload and an FS-plugin folder. */
class FileStepsTest {

    private static final BackupRequest FILES = new BackupRequest(null, BackupRequest.After.STAY_STOPPED, null,
            List.of(Component.PAYLOADS, Component.CONFIGURATION, Component.PLUGINS, Component.SERVER), null, null);

    @TempDir
    Path base;
    private FakeApplicationServer server;
    private Runs runs;
    private Path conf;
    private Path payloads;
    private Path settings;

    @BeforeEach
    void folders() throws IOException {
        server = new FakeApplicationServer(base);
        runs = new Runs(server, base);
        conf = Files.createDirectories(base.resolve("conf/domibus"));
        payloads = Files.createDirectories(conf.resolve("payloads"));
        Files.createDirectories(conf.resolve("fs/OUT"));
        Files.createDirectories(conf.resolve("plugins/lib"));
        Files.createDirectories(conf.resolve("work/kahadb"));
        Files.writeString(conf.resolve("plugins/lib/p.jar"), "jar");
        Files.writeString(conf.resolve("work/kahadb/db-1.log"), "journal");
        Files.writeString(conf.resolve("fs/OUT/unsent"), "unsent");
        Files.writeString(payloads.resolve("one"), "one");
        Files.writeString(payloads.resolve("two"), "two");
        Files.writeString(conf.resolve("domibus.properties"), "domibus.database.schema=domibus\n"
                + "domibus.attachment.storage.location=" + payloads + "\nfsplugin.messages.location="
                + conf.resolve("fs") + "\n");
        settings = Files.writeString(base.resolve("standalone.xml"), "enabled");
        server.serverFilesAre(new ServerFiles(Map.of("configuration/standalone.xml", settings), Map.of(), Map.of(),
                List.of(settings)));
    }

    @Test
    void payloads_are_copied_warm_and_every_component_has_its_own_files_alone() throws IOException {
        BackupRun run = run();
        new ReadServer().run(run);
        new Precopy().run(run);
        Files.delete(payloads.resolve("one"));
        Files.writeString(payloads.resolve("three"), "three");
        new OpenQuietWindow().run(run);
        new CopyFiles().run(run);
        new CloseQuietWindow().run(run);
        assertThatThrownBy(() -> new Seal().run(run)).as("before it is known that all was taken")
                .hasMessageContaining("DB-BACKUP-010");
        new FinishDatabaseDumps().run(run);
        new Seal().run(run);

        BackupSet sealed = runs.repository().find(Runs.SET);
        Manifest manifest = sealed.manifest();
        Map<String, FolderEntry> folders = new TreeMap<>();
        manifest.folders().forEach(folder -> folders.put(folder.kind(), folder));
        FolderEntry payload = folders.get("payload");
        assertThat(payload.files()).isEqualTo(2);
        assertThat(payload.bytes()).isEqualTo("twothree".length());
        assertThat(ArchiveCheck.checkAgainstListing(List.of(sealed.folder().resolve(payload.archive()),
                sealed.folder().resolve(payload.delta())), sealed.folder().resolve(payload.listing())).files())
                .isEqualTo(2);
        assertThat(folders.get("fs-plugin").delta()).isNull();
        assertThat(folders.get("fs-plugin").files()).isEqualTo(1);
        assertThat(folders.get("configuration").files()).isEqualTo(1);
        assertThat(folders.get("plugins").files()).isEqualTo(1);
        assertThat(manifest.artifacts()).allSatisfy(artifact -> assertThat(
                sealed.folder().resolve(artifact.path())).hasSize(artifact.bytes()));
        assertThat(sealed.folder().resolve("server/settings.tar.gz")).exists();
        assertThat(runs.repository().notes(Runs.SET).manifestHash()).isEqualTo(sealed.manifestHash());
        assertThat(runs.repository().audit().last(1)).singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("backup.sealed"));
        assertThat(manifest.quietWindow().closedAt()).isNull();
        Seal.checkWhole(sealed, run.request().chosen());
        assertThatThrownBy(() -> Seal.checkWhole(sealed, BackupRequest.DEFAULT.chosen()))
                .hasMessageContaining("DB-BACKUP-011").hasMessageContaining("messages");
        assertThat(server.state("domibus.war")).isEqualTo(DeploymentState.STOPPED);
    }

    @Test
    void a_restart_in_another_window_keeps_the_warm_copy_and_takes_the_rest_anew() throws IOException {
        BackupRun first = run();
        new Precopy().run(first);
        new OpenQuietWindow().run(first);
        new CopyFiles().run(first);
        Object warmInode = inode(first, "payload", true);
        server.deploymentIs(DeploymentState.RUNNING);

        BackupRun second = run();
        new Precopy().run(second);
        new OpenQuietWindow().run(second);
        assertThat(second.set().ledger().piece("folder/configuration")).isEmpty();
        new CopyFiles().run(second);
        assertThat(second.windowId()).isNotEqualTo(first.windowId());
        assertThat(inode(second, "payload", true)).isEqualTo(warmInode);
        assertThat(second.set().ledger().has("folder/configuration", second.windowId())).isTrue();
    }

    @Test
    void settings_are_not_read_again_while_domibus_is_stopped_by_an_earlier_execution() throws IOException {
        BackupRun first = run();
        new ReadServer().run(first);
        new OpenQuietWindow().run(first);
        String before = hash(first);
        Files.writeString(settings, "disabled");
        new ReadServer().run(run());
        assertThat(hash(run())).isEqualTo(before);
        server.deploymentIs(DeploymentState.RUNNING);
        new ReadServer().run(run());
        assertThat(hash(run())).isNotEqualTo(before);
    }

    private static String hash(BackupRun run) {
        return run.set().ledger().piece("server/settings").orElseThrow().artifacts().get(0).sha256();
    }

    private static Object inode(BackupRun run, String kind, boolean warm) throws IOException {
        String path = run.set().ledger().pieces().stream()
                .filter(piece -> piece.key().startsWith(warm ? "warm/" : "folder/") && piece.key().endsWith(kind))
                .findFirst().orElseThrow().artifacts().get(0).path();
        return Files.getAttribute(run.set().folder().resolve(path), "unix:ino");
    }

    private BackupRun run() {
        Installation installation = new InstallationReader().read(new ServerFacts(ServerKind.WILDFLY,
                Optional.empty(), Map.of("domibus.config.location", conf.toString()), Map.of(), List.of("-Xmx1g"),
                List.of(), List.of(), List.of()));
        return runs.begin(FILES, installation, List.of());
    }
}
