package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartialSetTest {

    @TempDir
    Path root;
    private Repository repository;
    private PartialSet set;

    @BeforeEach
    void begin() {
        repository = new Repository(root);
        set = repository.partial(Sets.ID);
    }

    @Test
    void everything_in_a_sealed_set_is_for_its_owner_alone() throws IOException {
        Sets.piece(set, "a", "w", "messages/bodies/q/1-1", "body");
        Sets.piece(set, "b", null, "payloads/all.tar.gz", "payload");
        Path folder = set.seal(Sets.manifest(set, List.of())).folder();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).isNotEmpty().allSatisfy(path -> assertThat(PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))).as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void the_real_sha256sum_proves_a_sealed_set_and_finds_a_changed_byte() throws Exception {
        Sets.piece(set, "a", "w", "messages/jms.queue.a%20b.jsonl.gz", "one");
        Sets.piece(set, "b", "w", "application/domibus.war", "two");
        Path folder = set.seal(Sets.manifest(set, List.of())).folder();
        assertThat(sha256sum(folder)).isZero();
        assertThat(Files.readAllLines(folder.resolve(BackupSet.SUMS))).extracting(line -> line.substring(66))
                .containsExactlyInAnyOrder("application/domibus.war", "messages/jms.queue.a%20b.jsonl.gz",
                        BackupSet.MANIFEST, BackupSet.INSTRUCTIONS);
        Files.writeString(folder.resolve("application/domibus.war"), "twO");
        assertThat(sha256sum(folder)).isNotZero();
    }

    @Test
    void a_seal_removes_what_no_piece_names_and_keeps_what_the_manifest_says() throws IOException {
        Sets.piece(set, "a", "w", "messages/a.jsonl.gz", "one");
        Sets.artifact(set, "messages/left-by-a-crash.gz", "two");
        Files.writeString(set.folder().resolve("messages/b.jsonl.gz.part"), "three");
        Files.writeString(set.workFolder().resolve("x.taken.gz"), "four");
        BackupSet sealed = set.seal(Sets.manifest(set, List.of()));
        try (Stream<Path> files = Files.walk(sealed.folder()).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> sealed.folder().relativize(file).toString())).containsExactlyInAnyOrder(
                    "messages/a.jsonl.gz", BackupSet.MANIFEST, BackupSet.INSTRUCTIONS, BackupSet.SUMS);
        }
        assertThat(sealed.folder().resolve(".work")).doesNotExist();
        assertThat(repository.find(Sets.ID).manifest().artifacts()).extracting(Artifact::path)
                .containsExactly("messages/a.jsonl.gz");
        assertThat(root.resolve(Sets.ID + ".partial")).doesNotExist();
    }

    @Test
    void a_set_that_lacks_an_artifact_or_has_a_cut_one_is_not_sealed() throws IOException {
        Artifact artifact = Sets.piece(set, "a", "w", "messages/a.jsonl.gz", "one");
        Manifest manifest = Sets.manifest(set, List.of());
        Path file = set.folder().resolve(artifact.path());
        Files.writeString(file, "on");
        assertThatThrownBy(() -> set.seal(manifest)).hasMessageContaining("DB-SET-013");
        Files.delete(file);
        assertThatThrownBy(() -> set.seal(manifest)).hasMessageContaining("DB-SET-011");
        assertThat(repository.sets()).isEmpty();
    }

    @Test
    void an_artifact_given_up_leaves_no_file() throws IOException {
        Path folder = set.folder().resolve("messages");
        try (ArtifactOutput output = set.artifact(Component.MESSAGES, "messages/a")) {
            output.stream().write(new byte[100_000]);
            output.sync();
            assertThat(folder.resolve("a.part")).hasSize(100_000);
            assertThat(folder.resolve("a")).doesNotExist();
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(set.artifacts()).isEmpty();
    }

    @Test
    void an_artifact_is_hashed_counted_and_replaces_an_unfinished_one() throws IOException {
        Files.createDirectory(set.folder().resolve("messages"));
        Files.writeString(set.folder().resolve("messages/a.part"), "of an execution that died");
        try (ArtifactOutput output = set.artifact(Component.MESSAGES, "messages/a")) {
            output.stream().write('a');
            output.stream().write("xbcx".getBytes(), 1, 2);
            Artifact artifact = output.commit(Map.of("messages", 3L));
            assertThat(artifact).isEqualTo(new Artifact("messages/a", Component.MESSAGES, 3,
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Map.of("messages", 3L)));
            assertThat(Hashes.of(set.folder().resolve("messages/a"))).isEqualTo(artifact.sha256());
        }
        assertThat(set.folder().resolve("messages")).isDirectoryContaining(file -> file.endsWith("a"))
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_disk_that_takes_no_more_is_DB_SET_006_and_its_space_is_given_back() throws Exception {
        assertThat(SmallDisk.run(root, "none")).contains("DB-SET-006").doesNotContain("IOException")
                .contains("left: []");
    }

    @Test
    void the_problem_of_a_full_disk_comes_through_a_library_that_writes() throws Exception {
        assertThat(SmallDisk.run(root, "gzip")).contains("DB-SET-006").contains("left: []");
    }

    @Test
    void the_ledger_survives_another_opening_of_the_set() {
        Sets.piece(set, "queue/a", "w", "messages/a", "one");
        set.ledger().record(new WorkLedger.Piece("folder/f", "w", List.of(), "{\"path\":\"/f\",\"files\":3,"
                + "\"bytes\":1,\"component\":\"payloads\",\"kind\":\"payload\",\"archive\":\"f.tar.gz\"}"));
        PartialSet again = repository.partial(Sets.ID);
        assertThat(again.ledger().pieces()).isEqualTo(set.ledger().pieces()).hasSize(2);
        assertThat(again.ledger().has("queue/a", "w")).isTrue();
        assertThat(again.ledger().has("queue/a", "other")).isFalse();
        assertThat(again.ledger().has("queue/a", null)).isFalse();
        assertThat(again.ledger().piece("folder/f").orElseThrow().entryAs(Manifest.FolderEntry.class).files())
                .isEqualTo(3);
    }

    @Test
    void a_piece_that_could_not_be_written_down_is_not_known() throws IOException {
        Files.createDirectories(set.workFolder().resolve("ledger.json/not-empty"));
        assertThatThrownBy(() -> set.ledger().record(new WorkLedger.Piece("a", null, List.of(), null)))
                .isInstanceOf(ProblemException.class);
        assertThat(set.ledger().piece("a")).isEmpty();
    }

    @Test
    void of_another_window_everything_goes_and_the_warm_copies_stay() {
        Sets.piece(set, "queue/a", "old", "messages/a", "one");
        Sets.piece(set, "queue/b", "new", "messages/b", "two");
        Artifact warm = Sets.piece(set, "warm/p", null, "payloads/p.tar.gz", "three");
        set.discardOtherWindows("new");
        assertThat(set.ledger().pieces()).extracting(WorkLedger.Piece::key).containsExactly("queue/b", "warm/p");
        assertThat(set.folder().resolve("messages/a")).doesNotExist();
        assertThat(set.folder().resolve("messages/b")).exists();
        assertThat(repository.partial(Sets.ID).artifacts()).hasSize(2).contains(warm);
    }

    private static int sha256sum(Path folder) throws Exception {
        Process process = new ProcessBuilder("sha256sum", "-c", "--strict", "--quiet", BackupSet.SUMS)
                .directory(folder.toFile()).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
