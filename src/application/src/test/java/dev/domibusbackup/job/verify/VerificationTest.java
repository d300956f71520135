package dev.domibusbackup.job.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.SetNotes;
import dev.domibusbackup.set.VerificationWatcher;

class VerificationTest {

    private static final String WAR = "application/domibus.war";

    @TempDir
    Path base;
    private Repository repository;
    private BackupSet set;
    private boolean stop;
    private Optional<DeepChecks> deep = Optional.empty();

    @BeforeEach
    void seal() throws IOException {
        Instant start = Instant.parse("2026-11-22T10:15:00.123Z");
        repository = new Repository(base);
        PartialSet partial = repository.partial(SetId.of(start, Optional.empty()));
        Artifact war;
        try (ArtifactOutput output = partial.artifact(Component.APPLICATION, WAR)) {
            output.stream().write("a WAR".getBytes(StandardCharsets.UTF_8));
            war = output.commit(Map.of());
        }
        set = partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", start, start,
                Json.mapper().createObjectNode(), null, List.of(Component.APPLICATION), List.of(), List.of(),
                List.of(), Map.of(), List.of(), List.of(war)));
        repository.changeNotes(set.id(), notes -> notes.withManifestHash(set.manifestHash()).withPinned(true));
    }

    @Test
    void a_good_end_is_noted_beside_the_set() {
        Instant before = Instant.now();
        run();
        SetNotes notes = repository.notes(set.id());
        assertThat(notes.lastVerified()).isAfterOrEqualTo(before);
        assertThat(notes.lastFailed()).isNull();
        assertThat(notes.pinned()).isTrue();
    }

    @Test
    void a_bad_end_is_noted_and_all_problems_are_thrown() throws IOException {
        run();
        Instant good = repository.notes(set.id()).lastVerified();
        Files.writeString(set.folder().resolve(WAR), "another WAR");
        assertThatThrownBy(this::run).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problems()).extracting(Problem::code).containsExactly("DB-SET-013", "DB-SET-010"));
        assertThat(repository.notes(set.id()).lastFailed()).isAfterOrEqualTo(good);
        assertThat(repository.notes(set.id()).lastVerified()).isEqualTo(good);
    }

    @Test
    void a_manifest_edited_after_the_seal_is_found_by_the_hash_in_the_notes() throws IOException {
        Path manifest = set.folder().resolve(BackupSet.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("admin", "nobody"));
        assertThatThrownBy(this::run).hasMessageContaining("DB-SET-018");
    }

    @Test
    void a_stop_leaves_no_note() {
        SetNotes before = repository.notes(set.id());
        stop = true;
        assertThatThrownBy(this::run).isInstanceOf(StopRequested.class);
        assertThat(repository.notes(set.id())).isEqualTo(before);
    }

    @Test
    void a_manifest_edited_with_its_note_is_found_by_the_hash_in_the_audit() throws IOException {
        repository.audit().append(new Audit.Entry(Instant.now(), "admin", Audit.SEALED, set.id().value(), "ok",
                Map.of(Audit.MANIFEST_HASH, set.manifestHash())));
        Path manifest = set.folder().resolve(BackupSet.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("admin", "nobody"));
        repository.changeNotes(set.id(), notes -> notes.withManifestHash(set.manifestHash()));
        assertThatThrownBy(this::run).hasMessageContaining("DB-SET-018");
    }

    @Test
    void a_deep_verification_is_good_when_what_was_brought_back_agrees() {
        deep = Optional.of(new DeepChecks(List.of()));
        run();
        assertThat(repository.notes(set.id()).lastVerified()).isNotNull();
    }

    private void run() {
        new Verification(repository, set, new VerificationWatcher() {
            @Override
            public void expect(long bytes) {
                assertThat(bytes).isPositive();
            }

            @Override
            public void read(long bytes) {
                assertThat(bytes).isNotNegative();
            }

            @Override
            public boolean isStopRequested() {
                return stop;
            }
        }, deep).run();
    }
}
