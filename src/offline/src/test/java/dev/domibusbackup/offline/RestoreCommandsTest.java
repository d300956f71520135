package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.offline.server.ServerSets;
import dev.domibusbackup.offline.server.StoppedServer;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

/** The commands as they are typed: what they print, and how they end. */
class RestoreCommandsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");

    @TempDir
    Path folder;
    private ServerFolders server;
    private Path payloads;
    private BackupSet set;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws IOException {
        server = StoppedServer.in(folder.resolve("wildfly"));
        payloads = Files.createDirectories(folder.resolve("domibus/payloads"));
        Files.writeString(payloads.resolve("a.payload"), "of the set");
        set = sealed();
        Files.writeString(payloads.resolve("a.payload"), "of today");
        Files.writeString(payloads.resolve("b.payload"), "of today too");
    }

    @Test
    void files_come_back_and_what_was_there_is_kept_until_it_is_finished() throws IOException {
        assertThat(files()).isZero();
        assertThat(out.toString()).contains("payload, 1 files", payloads.toString(), "--finish", "--undo");
        assertThat(payloads.resolve("a.payload")).hasContent("of the set");
        assertThat(payloads.resolve("b.payload")).doesNotExist();
        assertThat(files()).as("again").isZero();
        assertThat(files("--finish")).isZero();
        assertThat(Files.list(payloads.getParent())).containsExactly(payloads);
        assertThat(files("--undo")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-054");
    }

    @Test
    void files_come_back_from_an_undone_restore_and_can_be_restored_again() throws IOException {
        assertThat(files()).isZero();
        assertThat(files("--undo")).isZero();
        assertThat(payloads.resolve("a.payload")).hasContent("of today");
        assertThat(payloads.resolve("b.payload")).exists();
        assertThat(files()).isZero();
        assertThat(payloads.resolve("b.payload")).doesNotExist();
    }

    @Test
    void a_rehearsal_of_files_changes_nothing_and_may_be_repeated() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(files("--rehearsal")).isZero();
            assertThat(out.toString()).contains("Nothing was changed");
            assertThat(Files.list(payloads.getParent())).containsExactly(payloads);
            assertThat(payloads.resolve("a.payload")).hasContent("of today");
        }
    }

    @Test
    void files_can_go_to_another_place() {
        Path other = folder.resolve("other");
        assertThat(files("--to", folder.resolve("domibus") + "=" + other)).isZero();
        assertThat(other.resolve("payloads/a.payload")).hasContent("of the set");
        assertThat(payloads.resolve("a.payload")).hasContent("of today");
    }

    @Test
    void who_is_at_work_ends_every_restore_with_3_and_nothing_is_changed() {
        try (ServerLock lock = ServerLock.take(server)) {
            assertThat(files()).isEqualTo(3);
            assertThat(err.toString()).contains("DB-OFFLINE-042", "Nothing was changed");
            assertThat(run("restore", "server")).isEqualTo(3);
            assertThat(run("restore", "databases", "--host", "h", "--port", "1", "--user", "u")).isEqualTo(3);
            assertThat(files("--rehearsal")).as("a rehearsal says so and goes on").isZero();
            assertThat(err.toString()).contains("DB-OFFLINE-042");
        }
        assertThat(payloads.resolve("a.payload")).hasContent("of today");
    }

    @Test
    void what_fails_after_the_first_change_ends_with_4_and_says_to_repeat_it() throws IOException {
        BackupSet ofServer = ServerSets.of(server, folder.resolve("repository"), "server", "-Dx=y\n", List.of());
        // where the startup arguments go there is a folder: the last act fails
        Path inTheWay = Files.createDirectories(server.base().resolve("domibus-startup-arguments.txt/x"));
        List<String> command = List.of("restore", "server", "--set", ofServer.folder().toString(), "--server",
                server.home().toString());
        assertThat(execute(command)).isEqualTo(4);
        assertThat(err.toString()).contains("DB-FILE-005", "type the same command again");
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        assertThat(execute(command)).isZero();
        assertThat(out.toString()).contains("Start the server now with -c standalone-full.xml").doesNotContain("-Dx=y");
    }

    @Test
    void an_edited_manifest_is_refused() throws IOException {
        new Repository(folder.resolve("repository")).changeNotes(set.id(),
                notes -> notes.withManifestHash("0".repeat(64)));
        assertThat(files()).isEqualTo(1);
        assertThat(err.toString()).contains("DB-SET-018");
    }

    @Test
    void wrong_words_end_with_2_and_missing_things_with_1() {
        assertThat(files("--component", "messages")).isEqualTo(2);
        assertThat(err.toString()).contains("configuration, plugins, payloads");
        assertThat(files("--file-times", "old")).isEqualTo(2);
        assertThat(files("--undo", "--finish")).isEqualTo(2);
        assertThat(execute(List.of("restore", "files", "--set", "SET", "--server", "x"))).isEqualTo(2);
        assertThat(files("--component", "plugins")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-045");
        assertThat(run("restore", "databases")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-052", "--host");
        assertThat(run("restore", "databases", "--host", "h", "--port", "1", "--user", "u")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-OFFLINE-051", "--password-file");
    }

    private int files(String... more) {
        List<String> arguments = new ArrayList<>(List.of("restore", "files"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--repository", folder.resolve("repository").toString(), "--set", set.id().value(),
                "--server", server.home().toString()));
        return execute(arguments);
    }

    private int execute(List<String> arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return OfflineTool.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private BackupSet sealed() throws IOException {
        PartialSet partial = new Repository(folder.resolve("repository"))
                .partial(SetId.of(START, Optional.of("before-5.2")));
        Path work = Files.createDirectory(folder.resolve("work"));
        ArchiveResult result;
        Artifact archive;
        try (ArtifactOutput output = partial.artifact(Component.PAYLOADS, "payloads/default-payload.tar.gz")) {
            result = new FolderArchive(ArchiveMode.QUIET).write(payloads, entry -> false, work, output.stream());
            archive = output.commit(Map.of());
        }
        return partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", START,
                START.plusSeconds(60), Json.mapper().createObjectNode(), null,
                List.of(Component.PAYLOADS), List.of(), List.of(),
                List.of(new Manifest.FolderEntry(payloads.toString(), Component.PAYLOADS, "payload", null,
                        archive.path(), null, null, result.counts().files(), result.counts().bytes())),
                Map.of(), List.of(), List.of(archive)));
    }
}
