package dev.domibusbackup.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;

class OfflineToolTest {

    private static final String WAR = "application/domibus.war";
    private static final Instant START = Instant.parse("2026-11-22T10:15:00.123Z");

    @TempDir
    Path base;
    private Repository repository;
    private BackupSet set;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void seal() throws IOException {
        repository = new Repository(base.resolve("repository"));
        PartialSet partial = repository.partial(SetId.of(START, Optional.of("small")));
        Artifact war;
        try (ArtifactOutput output = partial.artifact(Component.APPLICATION, WAR)) {
            output.stream().write("not really a WAR".getBytes(StandardCharsets.UTF_8));
            war = output.commit(Map.of());
        }
        set = partial.seal(new Manifest(Manifest.FORMAT, partial.id(), "test", "admin", "job", START,
                START.plusSeconds(60), Json.mapper().createObjectNode(),
                new Manifest.QuietWindowTimes("window", START, START.plusSeconds(5), START.plusSeconds(30),
                        Duration.ofSeconds(30)),
                List.of(Component.APPLICATION), List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(war)));
        repository.changeNotes(set.id(), notes -> notes.withManifestHash(set.manifestHash()));
    }

    @Test
    void it_lists_the_sets_and_shows_one() {
        assertThat(run("sets", "list", repository())).isZero();
        assertThat(out.toString()).contains(set.id().value(), "16 bytes", "never", "application");
        assertThat(run("sets", "show", repository(), set.id().value())).isZero();
        assertThat(out.toString()).contains(START.plusSeconds(5).toString(), "30 seconds", "by admin");
    }

    @Test
    void an_empty_repository_is_no_problem() throws IOException {
        Path empty = Files.createDirectory(base.resolve("empty"));
        assertThat(run("sets", "list", empty.toString())).isZero();
        assertThat(out.toString()).contains("no sealed set");
        assertThat(empty).as("only read").isEmptyDirectory();
    }

    @Test
    void it_lists_the_other_sets_when_one_cannot_be_read() throws IOException {
        Path broken = Files.createDirectory(repository.root().resolve("20261123T101500123Z"));
        Files.writeString(broken.resolve(BackupSet.MANIFEST), "{");
        assertThat(run("sets", "list", repository())).isEqualTo(1);
        assertThat(out.toString()).contains("20261123T101500123Z", "cannot be read", set.id().value(), "16 bytes");
        assertThat(err.toString()).contains("DB-SET-014", "HINT: ");
    }

    @Test
    void a_good_set_verifies_by_its_id_and_by_its_folder_and_stays_as_it_was() throws IOException {
        List<String> before = everything();
        assertThat(run("sets", "verify", repository(), set.id().value())).isZero();
        assertThat(out.toString()).contains("is good", "1 artifacts (16 bytes)").doesNotContain("not known");
        assertThat(err.toString()).contains("100 %");
        assertThat(run("sets", "verify", set.folder().toString())).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void progress_off_a_terminal_is_plain_lines() {
        run("sets", "verify", repository(), set.id().value());
        assertThat(err.toString()).doesNotContain("\r");
    }

    @Test
    void progress_on_a_terminal_overwrites_one_line() {
        ProgressLine line = new ProgressLine(new PrintWriter(err), true);
        line.expect(200);
        line.read(2);
        line.read(1);
        line.read(197);
        line.end();
        assertThat(err.toString().split("\r")).hasSize(3);
        assertThat(err.toString()).contains("  1 % of 200 bytes").contains("100 %").endsWith(System.lineSeparator());
    }

    @Test
    void a_damaged_set_is_told_with_facts_and_hints() throws IOException {
        Files.writeString(set.folder().resolve(WAR), "not really a war");
        assertThat(run("sets", "verify", repository(), set.id().value())).isEqualTo(1);
        assertThat(out.toString()).contains("is NOT good");
        assertThat(err.toString()).contains("DB-SET-010: " + WAR, "HINT: ");
    }

    @Test
    void a_set_without_its_manifest_is_told_as_damaged() throws IOException {
        Files.delete(set.folder().resolve(BackupSet.MANIFEST));
        assertThat(run("sets", "verify", set.folder().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("DB-SET-011: manifest.json");
    }

    @Test
    void a_copied_set_says_what_could_not_be_checked() throws IOException {
        Path copy = Files.createDirectory(base.resolve("copy")).resolve(set.id().value());
        Files.move(set.folder(), copy);
        assertThat(run("sets", "verify", copy.toString())).isZero();
        assertThat(out.toString()).contains("is good", "hash from the seal is not known");
    }

    @Test
    void it_prints_the_instructions() {
        assertThat(run("instructions", repository(), set.id().value())).isZero();
        assertThat(out.toString()).isEqualTo(set.instructions());
    }

    @Test
    void an_unknown_set_a_bad_id_and_a_missing_repository_are_problems() {
        assertThat(run("sets", "show", repository(), "20200101T000000000Z")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-SET-003", "HINT: ");
        assertThat(run("sets", "show", repository(), "../../etc")).isEqualTo(1);
        assertThat(err.toString()).contains("DB-SET-001");
        assertThat(run("sets", "list", base.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("DB-SET-008").doesNotContain("\tat ");
        assertThat(base.resolve("none")).doesNotExist();
    }

    @Test
    void a_command_that_is_not_understood_ends_with_2_and_the_usage() {
        assertThat(run("sets", "vrify", repository())).isEqualTo(2);
        assertThat(run("sets")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("sets", "verify")).isEqualTo(2);
        assertThat(run("sets", "verify", repository())).isEqualTo(2);
        assertThat(err.toString()).contains("Which set?", "Usage:");
    }

    @Test
    void the_help_names_every_command_and_exit_code() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("sets list", "sets verify", "instructions", "No command changes a set",
                "0   all is well", "1   there is a problem", "2   the command was not understood",
                "3   the server runs",
                "4   a restore");
        assertThat(run("sets", "verify", "--help")).isZero();
        assertThat(out.toString()).contains("REPOSITORY", "[SET]");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = OfflineTool.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private String repository() {
        return repository.root().toString();
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(repository.root())) {
            return files.map(file -> file + " " + file.toFile().lastModified() + " " + file.toFile().length())
                    .sorted().toList();
        }
    }
}
