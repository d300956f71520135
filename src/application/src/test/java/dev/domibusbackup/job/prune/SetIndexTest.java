package dev.domibusbackup.job.prune;

import static dev.domibusbackup.job.prune.SomeSets.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.catalog.IndexedSet;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

class SetIndexTest {

    @TempDir
    Path base;
    private final MemoryRows rows = new MemoryRows();
    private Repository repository;
    private SetIndex index;

    @BeforeEach
    void sealSome() {
        repository = new Repository(base.resolve("repository"));
        for (int day = 0; day < 3; day++) {
            SomeSets.seal(repository, day);
        }
        index = new SetIndex(repository, rows);
        assertThat(index.refresh().disagreements()).isEmpty();
    }

    @Test
    void an_index_that_was_lost_is_made_anew_with_pins_and_everything_noted() {
        Instant at = Instant.parse("2026-02-01T00:00:00Z");
        repository.changeNotes(id(1), notes -> notes.withPinned(true).withVerification(at, true)
                .withVerification(at.plusSeconds(1), false).withRestoration(at.plusSeconds(2)));
        SetIndex.State before = index.refresh();
        rows.rows.clear();
        SetIndex.State after = index.refresh();
        assertThat(after.disagreements()).isEmpty();
        assertThat(after.sets()).extracting(IndexedSet::id).containsExactly(id(2), id(1), id(0));
        assertThat(after.sets()).extracting(IndexedSet::summary)
                .isEqualTo(before.sets().stream().map(IndexedSet::summary).toList());
        assertThat(after.sets().get(1).notes()).isEqualTo(repository.notes(id(1)));
        assertThat(after.sets().get(1).notes().pinned()).isTrue();
        assertThat(after.sets().get(1).notes().lastRestored()).isEqualTo(at.plusSeconds(2));
    }

    @Test
    void nothing_is_written_when_nothing_changed_and_a_manifest_is_not_read_again() throws IOException {
        Path manifest = repository.find(id(1)).folder().resolve(BackupSet.MANIFEST);
        var time = Files.getLastModifiedTime(manifest);
        // of the same size and time: only who reads it can tell
        Files.writeString(manifest, "x".repeat((int) Files.size(manifest)));
        Files.setLastModifiedTime(manifest, time);
        int before = rows.written;
        assertThat(index.refresh().sets()).hasSize(3);
        assertThat(rows.written).isEqualTo(before);
    }

    @Test
    void a_set_copied_in_from_elsewhere_appears() {
        Repository elsewhere = new Repository(base.resolve("elsewhere"));
        BackupSet set = SomeSets.seal(elsewhere, 9);
        copy(set, repository.root());
        assertThat(index.refresh().sets()).extracting(IndexedSet::id).startsWith(id(9)).hasSize(4);
        assertThat(index.refresh().disagreements()).isEmpty();
    }

    @Test
    void a_set_that_was_removed_by_us_is_no_disagreement_although_the_index_was_not_told() {
        delete(id(0));
        assertThat(index.refresh().disagreements()).isEmpty();
        assertThat(rows.rows).hasSize(2);
    }

    @Test
    void a_set_that_somebody_removed_by_hand_is_missing_until_the_index_is_made_anew() {
        DurableFiles.deleteTree(repository.find(id(0)).folder());
        for (int look = 0; look < 2; look++) {
            assertThat(index.refresh().disagreements()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("DB-PRN-004");
                assertThat(problem.fact()).contains(id(0).value(), repository.root().toString());
            });
        }
        assertThat(index.rebuild().disagreements()).isEmpty();
        assertThat(index.refresh().disagreements()).isEmpty();
    }

    @Test
    void a_set_that_came_back_and_was_then_removed_by_hand_is_missing() throws IOException {
        BackupSet copy = copy(repository.find(id(0)), Files.createDirectory(base.resolve("copy")));
        delete(id(0));
        index.refresh();
        copy(copy, repository.root());
        assertThat(index.refresh().sets()).hasSize(3);
        DurableFiles.deleteTree(repository.find(id(0)).folder());
        assertThat(index.refresh().missing()).containsExactly(id(0));
    }

    @Test
    void a_repository_that_is_not_mounted_is_a_disagreement() throws IOException {
        Files.move(repository.root(), base.resolve("unmounted"));
        SetIndex.State state = new SetIndex(new Repository(repository.root()), rows).refresh();
        assertThat(state.missing()).hasSize(3);
        assertThat(rows.rows).as("the index forgets nothing").hasSize(3);
    }

    @Test
    void another_manifest_is_a_disagreement_until_the_index_is_made_anew() throws IOException {
        Path manifest = repository.find(id(1)).folder().resolve(BackupSet.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("admin", "somebody"));
        for (int look = 0; look < 2; look++) {
            assertThat(index.refresh().disagreements()).extracting(Problem::code).containsExactly("DB-PRN-005");
        }
        assertThat(index.rebuild().disagreements()).isEmpty();
    }

    @Test
    void a_manifest_that_was_only_copied_is_the_same() throws IOException {
        Path manifest = repository.find(id(1)).folder().resolve(BackupSet.MANIFEST);
        Files.setLastModifiedTime(manifest, FileTime.fromMillis(0));
        assertThat(index.refresh().disagreements()).isEmpty();
    }

    @Test
    void a_set_whose_manifest_cannot_be_read_is_listed_with_the_reason_and_hides_no_other() throws IOException {
        BackupSet set = SomeSets.seal(repository, 9);
        Path manifest = set.folder().resolve(BackupSet.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("\"1.0\"", "\"2.0\""));
        SetIndex.State state = index.refresh();
        assertThat(state.sets()).hasSize(4);
        assertThat(state.sets().get(0).summary()).isNull();
        assertThat(state.sets().get(0).unreadable().code()).isEqualTo("DB-SET-015");
        assertThat(index.refresh().sets()).isEqualTo(state.sets());
    }

    @Test
    void the_last_good_backup_is_the_newest_that_is_not_known_to_be_damaged() {
        repository.changeNotes(id(2), notes -> notes.withVerification(Instant.now(), false));
        assertThat(SetIndex.lastGoodBackup(index.refresh().sets())).map(IndexedSet::id).contains(id(1));
        repository.changeNotes(id(2), notes -> notes.withVerification(Instant.now().plus(Duration.ofHours(1)), true));
        assertThat(SetIndex.lastGoodBackup(index.refresh().sets())).map(IndexedSet::id).contains(id(2));
    }

    private void delete(SetId id) {
        repository.delete(id, new Audit.Entry(Instant.now(), "olga", Audit.DELETED, id.value(), "ok", Map.of()));
    }

    private static BackupSet copy(BackupSet set, Path into) {
        Path target = into.resolve(set.id().value());
        try (var files = Files.walk(set.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(set.folder().relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new BackupSet(set.id(), target);
    }
}
