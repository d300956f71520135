package dev.domibusbackup.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemType;
import dev.domibusbackup.problem.SetProblem;

class SetVerifierTest {

    @TempDir
    Path base;
    private BackupSet set;
    private String sealedHash;

    @BeforeEach
    void seal() throws IOException {
        set = SealedSet.in(base);
        sealedHash = set.manifestHash();
    }

    @Test
    void an_untouched_set_verifies_and_everything_in_it_is_counted() {
        Counting watcher = new Counting(Long.MAX_VALUE);
        SetVerification result = SetVerifier.verify(set, Optional.of(sealedHash), watcher);
        assertThat(result.problems()).isEmpty();
        assertThat(result.isGood()).isTrue();
        assertThat(List.of(result.artifacts(), result.messages(), result.rows(), result.files()))
                .containsExactly(9L, 2L, 3L, 6L);
        assertThat(watcher.read.get()).as("all that was announced was read").isEqualTo(watcher.expected);
    }

    @Test
    void verifying_changes_nothing() throws IOException {
        List<String> before = everything();
        verify();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {SealedSet.MESSAGES, SealedSet.DUMP, SealedSet.WARM, SealedSet.DELTA, SealedSet.LISTING,
            SealedSet.CONFIGURATION, SealedSet.SETTINGS, SealedSet.WAR})
    void one_flipped_bit_is_found_in_every_kind_of_artifact(String artifact) throws IOException {
        SealedSet.flip(set, artifact);
        assertThat(verify()).filteredOn(problem -> problem.code().equals(SetProblem.HASH_DIFFERS.code()))
                .singleElement().satisfies(problem -> assertThat(problem.fact()).contains(artifact));
    }

    @Test
    void one_flipped_bit_in_a_body_file_is_found() throws IOException {
        String body = set.manifest().artifacts().stream().map(Artifact::path)
                .filter(path -> path.startsWith("messages/bodies/")).findFirst().orElseThrow();
        SealedSet.flip(set, body);
        assertThat(codes()).containsExactly(SetProblem.HASH_DIFFERS.code(),
                MessageProblem.BODY_FILE_WRONG_HASH.code());
    }

    @Test
    void one_flipped_bit_in_the_instructions_is_found() throws IOException {
        SealedSet.flip(set, BackupSet.INSTRUCTIONS);
        assertOnly(SetProblem.SUMS_DIFFER, BackupSet.INSTRUCTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {SealedSet.MESSAGES, SealedSet.DELTA, SealedSet.WAR, BackupSet.MANIFEST, BackupSet.SUMS,
            BackupSet.INSTRUCTIONS})
    void a_missing_file_is_found(String file) throws IOException {
        Files.delete(set.folder().resolve(file));
        assertOnly(SetProblem.ARTIFACT_MISSING, file);
    }

    @Test
    void a_file_that_the_manifest_does_not_know_is_found() throws IOException {
        Files.writeString(set.folder().resolve("messages/more.jsonl.gz"), "more");
        assertOnly(SetProblem.ARTIFACT_UNKNOWN, "messages/more.jsonl.gz");
    }

    @Test
    void an_artifact_that_became_a_link_is_refused_although_its_content_is_right() throws IOException {
        Path war = set.folder().resolve(SealedSet.WAR);
        Files.move(war, base.resolve("elsewhere"));
        Files.createSymbolicLink(war, base.resolve("elsewhere"));
        assertOnly(SetProblem.NOT_A_FILE, SealedSet.WAR);
    }

    @Test
    void a_folder_that_became_a_link_is_refused_and_not_followed() throws IOException {
        Path application = set.folder().resolve("application");
        Files.move(application, base.resolve("elsewhere"));
        Files.createSymbolicLink(application, base.resolve("elsewhere"));
        assertThat(codes()).containsExactly(SetProblem.NOT_A_FILE.code(), SetProblem.ARTIFACT_MISSING.code());
    }

    @Test
    void a_file_that_grew_is_found_by_size_and_hash() throws IOException {
        Files.writeString(set.folder().resolve(SealedSet.WAR), "not really a WAR, but longer");
        assertThat(codes()).containsExactly(SetProblem.SIZE_DIFFERS.code(), SetProblem.HASH_DIFFERS.code());
    }

    @Test
    void an_edited_hash_in_SHA256SUMS_is_found() throws IOException {
        rewriteSums(lines -> lines.replaceAll("[0-9a-f]{64}  " + SealedSet.WAR, "0".repeat(64) + "  " + SealedSet.WAR));
        assertOnly(SetProblem.SUMS_DIFFER, SealedSet.WAR);
    }

    @Test
    void a_line_too_few_and_a_line_too_many_in_SHA256SUMS_are_found() throws IOException {
        rewriteSums(lines -> lines.replaceAll(".*  " + SealedSet.WAR + "\n", ""));
        assertOnly(SetProblem.SUMS_DIFFER, SealedSet.WAR);
        rewriteSums(lines -> lines + "0".repeat(64) + "  " + SealedSet.WAR + "\nnonsense\n");
        assertThat(verify()).extracting(Problem::fact).hasSize(2).anyMatch(fact -> fact.contains("line 12"));
    }

    @Test
    void a_SHA256SUMS_without_lines_is_not_read_into_memory() throws IOException {
        Files.write(set.folder().resolve(BackupSet.SUMS), new byte[1 << 20]);
        assertOnly(SetProblem.SUMS_DIFFER, "its size");
    }

    @Test
    void an_edited_manifest_is_found_by_the_hash_of_the_seal() throws IOException {
        SealedSet.fixHashes(set, manifest -> manifest.put("createdBy", "somebody else"));
        assertOnly(SetProblem.MANIFEST_CHANGED, sealedHash);
    }

    @Test
    void an_edited_manifest_is_found_by_SHA256SUMS_when_the_hash_of_the_seal_is_not_known() throws IOException {
        SealedSet.edit(set, manifest -> manifest.put("createdBy", "somebody else"));
        sealedHash = null;
        assertOnly(SetProblem.SUMS_DIFFER, BackupSet.MANIFEST);
    }

    @Test
    void a_manifest_that_is_no_JSON_is_a_problem_and_not_a_failure() throws IOException {
        Files.writeString(set.folder().resolve(BackupSet.MANIFEST), "{");
        sealedHash = null;
        assertThat(codes()).containsExactly(SetProblem.MANIFEST_UNREADABLE.code());
    }

    @Test
    void a_manifest_of_a_newer_major_format_is_refused() throws IOException {
        SealedSet.edit(set, manifest -> manifest.put("format", "2.0"));
        sealedHash = null;
        assertOnly(SetProblem.FORMAT_TOO_NEW, "2.0");
    }

    @Test
    void a_renamed_set_is_found() throws IOException {
        SetId other = new SetId("20261122T101500123Z-other");
        set = new BackupSet(other, Files.move(set.folder(), set.folder().resolveSibling(other.value())));
        assertOnly(SetProblem.MANIFEST_CONTRADICTS, "20261122T101500123Z-small");
    }

    @Test
    void a_dump_without_a_footer_is_found_although_all_hashes_are_right() throws IOException {
        SealedSet.replaceDump(set, SealedSet.SQL.replaceAll("-- Dump completed.*\n", ""));
        fixHashes(manifest -> { });
        assertOnly(SetProblem.CONTENT_DIFFERS, "footer");
    }

    @Test
    void a_row_and_a_table_too_few_in_a_dump_are_found_although_all_hashes_are_right() throws IOException {
        SealedSet.replaceDump(set, SealedSet.SQL.replace(",(3)", "").replaceAll("CREATE TABLE `TB_LOCK`.*\n", ""));
        fixHashes(manifest -> { });
        assertThat(verify()).extracting(Problem::fact).anyMatch(fact -> fact.contains("2 rows of table TB_USER_MESS"))
                .anyMatch(fact -> fact.contains("1 objects of the kind table"));
    }

    @Test
    void an_edited_count_of_messages_is_found_although_all_hashes_are_right() throws IOException {
        fixHashes(manifest -> ((ObjectNode) manifest.get("queues").get(0)).put("taken", 3));
        assertOnly(SetProblem.COUNT_DIFFERS, "2 messages; its manifest says 3");
    }

    @Test
    void a_message_file_of_another_queue_is_found() throws IOException {
        fixHashes(manifest -> ((ObjectNode) manifest.get("queues").get(0)).put("name", "another"));
        assertOnly(SetProblem.CONTENT_DIFFERS, "another");
    }

    @ParameterizedTest
    @ValueSource(strings = {SealedSet.WARM, SealedSet.DELTA, SealedSet.CONFIGURATION, SealedSet.SETTINGS})
    void a_truncated_archive_is_found_although_all_hashes_are_right(String archive) throws IOException {
        Path file = set.folder().resolve(archive);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        fixHashes(manifest -> { });
        assertOnly(FileProblem.ARCHIVE_DAMAGED, archive);
    }

    @Test
    void an_edited_count_of_files_is_found_although_all_hashes_are_right() throws IOException {
        fixHashes(manifest -> manifest.get("folders").forEach(folder -> ((ObjectNode) folder).put("files", 77)));
        assertThat(codes()).containsExactly(SetProblem.COUNT_DIFFERS.code(), SetProblem.COUNT_DIFFERS.code());
    }

    @Test
    void an_entry_whose_file_is_no_artifact_is_found() throws IOException {
        fixHashes(manifest -> ((ObjectNode) manifest.get("databases").get(0)).put("artifact", "databases/none"));
        assertOnly(SetProblem.MANIFEST_CONTRADICTS, "databases/none");
    }

    @Test
    void all_problems_are_told_at_once_and_their_number_is_bounded() throws IOException {
        for (int i = 0; i < SetVerification.MOST_PROBLEMS + 20; i++) {
            Files.createFile(set.folder().resolve("more-" + i));
        }
        SetVerification result = SetVerifier.verify(set, Optional.of(sealedHash), new Counting(Long.MAX_VALUE));
        assertThat(result.problems()).hasSize(SetVerification.MOST_PROBLEMS);
        assertThat(result.moreProblems()).isEqualTo(20);
    }

    @Test
    void a_stop_ends_it_anywhere_without_a_word_about_the_set() {
        Counting whole = new Counting(Long.MAX_VALUE);
        SetVerifier.verify(set, Optional.of(sealedHash), whole);
        for (long looks = 0; looks < whole.looks; looks++) {
            SetVerification result = SetVerifier.verify(set, Optional.of(sealedHash), new Counting(looks));
            assertThat(result.stopped()).as("stopped at look %d", looks).isTrue();
            assertThat(result.problems()).isEmpty();
            assertThat(result.isGood()).isFalse();
        }
    }

    private void fixHashes(Consumer<ObjectNode> edit) throws IOException {
        SealedSet.fixHashes(set, edit);
        sealedHash = set.manifestHash();
    }

    private void rewriteSums(UnaryOperator<String> edit) throws IOException {
        Path sums = set.folder().resolve(BackupSet.SUMS);
        Files.writeString(sums, edit.apply(Files.readString(sums)));
    }

    private List<Problem> verify() {
        SetVerification result = SetVerifier.verify(set, Optional.ofNullable(sealedHash),
                new Counting(Long.MAX_VALUE));
        assertThat(result.isGood()).isEqualTo(result.problems().isEmpty());
        return result.problems();
    }

    private List<String> codes() {
        return verify().stream().map(Problem::code).toList();
    }

    private void assertOnly(ProblemType type, String value) {
        assertThat(verify()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(type.code());
            assertThat(problem.fact()).contains(value);
        });
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(base.resolve("repository"))) {
            return files.map(file -> file + " " + file.toFile().lastModified() + " " + file.toFile().length())
                    .sorted().toList();
        }
    }

    /** Counts what it is told, and stops after some looks. */
    private static final class Counting implements VerificationWatcher {

        private final long looksAllowed;
        private final AtomicLong read = new AtomicLong();
        private long expected;
        private long looks;

        private Counting(long looksAllowed) {
            this.looksAllowed = looksAllowed;
        }

        @Override
        public void expect(long bytes) {
            expected = bytes;
        }

        @Override
        public void read(long bytes) {
            read.addAndGet(bytes);
        }

        @Override
        public boolean isStopRequested() {
            return looks++ >= looksAllowed;
        }
    }
}
