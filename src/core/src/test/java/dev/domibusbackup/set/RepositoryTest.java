package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RepositoryTest {

    @TempDir
    Path base;
    private Path root;
    private Repository repository;

    @BeforeEach
    void open() {
        root = base.resolve("deep/repository");
        repository = new Repository(root);
    }

    @Test
    void sealed_sets_alone_are_listed_newest_first() throws IOException {
        SetId second = SetId.of(Sets.NOW.plusSeconds(1), Optional.empty());
        BackupSet sealed = Sets.sealed(repository, Sets.ID);
        Sets.sealed(repository, second);
        PartialSet partial = repository.partial(SetId.of(Sets.NOW.plusSeconds(2), Optional.of("making")));
        Files.copy(sealed.folder().resolve(BackupSet.MANIFEST), partial.folder().resolve(BackupSet.MANIFEST));
        Files.createDirectory(root.resolve("20261399T101500123Z"));
        Files.createDirectory(root.resolve("20261122T101500999Z"));
        Files.createDirectory(root.resolve("lost+found"));
        Files.writeString(root.resolve("20261122T101500998Z"), "a file");
        assertThat(repository.sets()).extracting(BackupSet::id).containsExactly(second, Sets.ID);
        assertThat(repository.contains(partial.id())).isFalse();
        assertThatThrownBy(() -> repository.find(partial.id())).hasMessageContaining("DB-SET-003");
    }

    @Test
    void a_set_begun_in_the_same_millisecond_gets_the_next_one() {
        SetId first = repository.newId(Sets.NOW, Optional.of("x"));
        repository.partial(first);
        SetId second = repository.newId(Sets.NOW, Optional.of("x"));
        Sets.sealed(repository, second);
        SetId third = repository.newId(Sets.NOW, Optional.of("x"));
        assertThat(List.of(first, second, third)).extracting(SetId::instant)
                .containsExactly(Sets.NOW, Sets.NOW.plusMillis(1), Sets.NOW.plusMillis(2));
    }

    @Test
    void a_pinned_set_is_not_deleted_until_the_pin_is_gone() {
        BackupSet set = Sets.sealed(repository, Sets.ID);
        repository.changeNotes(Sets.ID, notes -> notes.withPinned(true));
        assertThatThrownBy(() -> delete(Sets.ID)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("DB-SET-004"));
        assertThat(set.folder().resolve("messages/a.jsonl.gz")).exists();
        repository.changeNotes(Sets.ID, notes -> notes.withPinned(false));
        delete(Sets.ID);
        assertThat(root).isDirectoryNotContaining(folder -> !folder.endsWith(".catalog"));
        assertThat(root.resolve(".catalog")).isDirectoryNotContaining(file -> !file.endsWith("audit.jsonl"));
        assertThatThrownBy(() -> delete(Sets.ID)).hasMessageContaining("DB-SET-003");
    }

    private void delete(SetId id) {
        repository.delete(id, entry(Audit.DELETED, id, Map.of()));
    }

    private static Audit.Entry entry(String action, SetId id, Map<String, String> details) {
        return new Audit.Entry(Instant.now(), "olga", action, id.value(), "ok", details);
    }

    @Test
    void a_removal_is_in_the_audit_and_a_set_that_came_back_was_not_removed_since() {
        Sets.sealed(repository, Sets.ID);
        Instant before = Instant.now();
        assertThat(repository.wasDeletedSince(Sets.ID, before)).isFalse();
        delete(Sets.ID);
        assertThat(repository.audit().last(1)).extracting(Audit.Entry::action).containsExactly("backup.delete");
        assertThat(repository.wasDeletedSince(Sets.ID, before)).isTrue();
        assertThat(repository.wasDeletedSince(Sets.ID, Instant.now().plusSeconds(1))).isFalse();
    }

    @Test
    void a_set_that_is_not_deleted_after_all_is_not_in_the_audit() {
        Sets.sealed(repository, Sets.ID);
        repository.changeNotes(Sets.ID, notes -> notes.withPinned(true));
        assertThatThrownBy(() -> delete(Sets.ID)).hasMessageContaining("DB-SET-004");
        assertThat(repository.audit().last(9)).isEmpty();
        assertThat(repository.wasDeletedSince(Sets.ID, Instant.EPOCH)).isFalse();
    }

    @Test
    void the_hash_of_the_seal_is_known_beside_the_set_and_from_the_audit() {
        Sets.sealed(repository, Sets.ID);
        assertThat(repository.sealedHashes(Sets.ID)).isEmpty();
        repository.audit().append(entry(Audit.SEALED, Sets.ID, Map.of(Audit.MANIFEST_HASH, "a")));
        assertThat(repository.sealedHashes(Sets.ID)).containsExactly("a");
        repository.changeNotes(Sets.ID, notes -> notes.withManifestHash("a"));
        assertThat(repository.sealedHashes(Sets.ID)).containsExactly("a");
        repository.changeNotes(Sets.ID, notes -> notes.withManifestHash("b"));
        assertThat(repository.sealedHashes(Sets.ID)).containsExactly("a", "b");
    }

    @Test
    void what_a_deletion_left_when_its_process_died_is_no_set_and_goes_with_the_next_opening() throws IOException {
        BackupSet set = Sets.sealed(repository, Sets.ID);
        Path half = Files.move(set.folder(), root.resolve(Sets.ID + ".deleted"));
        Path foreign = Files.createDirectory(root.resolve("not-ours.deleted"));
        assertThat(repository.sets()).isEmpty();
        new Repository(root);
        assertThat(half).doesNotExist();
        assertThat(foreign).exists();
        assertThat(repository.wasDeletedSince(Sets.ID, Instant.EPOCH)).as("it is known to be gone").isTrue();
        assertThat(repository.audit().last(9)).extracting(Audit.Entry::action)
                .containsExactly("backup.delete-finished");
    }

    @Test
    void notes_survive_and_concurrent_changes_of_them_are_all_kept() {
        Sets.sealed(repository, Sets.ID);
        Instant at = Instant.parse("2026-11-22T11:00:00Z");
        repository.changeNotes(Sets.ID, notes -> notes.withManifestHash("").withVerification(at, true));
        IntStream.range(0, 40).parallel().forEach(i -> new Repository(root).changeNotes(Sets.ID,
                notes -> notes.withManifestHash(notes.manifestHash() + "x").withPinned(true)));
        assertThat(new Repository(root).notes(Sets.ID))
                .isEqualTo(new SetNotes(true, "x".repeat(40), at, null, null));
    }

    @Test
    void a_format_of_an_unknown_major_is_refused_and_a_newer_minor_is_read() throws IOException {
        BackupSet set = Sets.sealed(repository, Sets.ID);
        Path manifest = set.folder().resolve(BackupSet.MANIFEST);
        String text = Files.readString(manifest);
        Files.writeString(manifest,
                text.replaceFirst("\"format\" : \"1.0\",", "\"format\" : \"1.7\", \"later\" : {\"a\": 1},"));
        assertThat(set.manifest().format()).isEqualTo("1.7");
        Files.writeString(manifest,
                text.replaceFirst("\"format\" : \"1.0\",", "\"format\" : \"1.0\", \"later\" : 1,"));
        assertThatThrownBy(set::manifest).hasMessageContaining("DB-SET-014");
        Files.writeString(manifest, text.replaceFirst("\"format\" : \"1.0\"", "\"format\" : \"2.0\""));
        assertThatThrownBy(set::manifest).hasMessageContaining("DB-SET-015");
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertThatThrownBy(set::manifest).hasMessageContaining("DB-SET-014");
    }
}
