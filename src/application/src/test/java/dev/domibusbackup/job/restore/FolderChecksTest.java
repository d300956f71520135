package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of folders before one is replaced; nothing of it changes any. */
class FolderChecksTest {

    @TempDir
    Path base;
    private SetScene scene;
    private Path payloads;

    @BeforeEach
    void scene() throws IOException {
        scene = new SetScene(base);
        payloads = base.resolve("payloads");
        for (String name : List.of("kept", "changed", "deleted")) {
            Files.writeString(payloads.resolve(name), name);
        }
    }

    @Test
    void what_would_be_added_changed_and_removed_is_told_and_nothing_is_changed() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "default").seal();
        Files.writeString(payloads.resolve("changed"), "to something longer");
        Files.delete(payloads.resolve("deleted"));
        Files.writeString(payloads.resolve("newer"), "newer");
        Set<String> before = tree();
        RestoreRun run = scene.run(set, "{\"rehearsal\":true}");
        assertThat(new FolderChecks(run).problems()).isEmpty();
        new FolderChecks(run).describe();
        new FolderChecks(run).unpack();
        run.publish();
        assertThat(scene.report.folders()).singleElement().satisfies(folder -> {
            assertThat(List.of(folder.toAdd(), folder.toChange(), folder.toRemove())).containsExactly(1L, 1L, 1L);
            assertThat(folder.names().get("add")).anyMatch(name -> name.endsWith("deleted"));
            assertThat(folder.names().get("remove")).anyMatch(name -> name.endsWith("newer"));
            assertThat(folder.done()).isFalse();
        });
        assertThat(scene.report.deep()).singleElement().satisfies(
                check -> assertThat(check.result()).isEqualTo("ok"));
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void a_folder_that_lies_elsewhere_here_is_a_problem_unless_the_configuration_comes_too() throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        BackupSet set = scene.folder(elsewhere, Component.PAYLOADS, "payload", "default")
                .folder(scene.conf, Component.CONFIGURATION, "configuration", null).seal();
        assertThat(problems(set, ",\"without\":[\"configuration\"]")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-RST-067");
            assertThat(problem.fact()).contains(elsewhere.toString(), payloads.toString());
        });
        assertThat(problems(set, "")).isEmpty();
    }

    @Test
    void a_kind_of_folder_that_no_property_names_here_is_a_problem() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "red").seal();
        assertThat(problems(set, "")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-RST-076");
            assertThat(problem.fact()).contains("red");
        });
    }

    @Test
    void a_configuration_folder_that_lies_elsewhere_here_is_a_problem() throws IOException {
        BackupSet set = scene.folder(Files.createDirectories(base.resolve("old/conf")), Component.CONFIGURATION,
                "configuration", null).seal();
        assertThat(SetScene.codes(problems(set, ""))).containsExactly("DB-RST-067");
    }

    @Test
    void a_folder_around_the_repository_is_not_replaced() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "default").seal();
        RestoreRun run = scene.run(set, SetScene.confirmed(set, ""));
        run.goesTo(new RestoreTargets(List.of(), List.of(moved(run, base)), List.of()));
        assertThat(SetScene.codes(new FolderChecks(run).problems())).contains("DB-RST-035");
    }

    @Test
    void a_folder_without_a_parent_is_told() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "default").seal();
        RestoreRun run = scene.run(set, SetScene.confirmed(set, ""));
        run.goesTo(new RestoreTargets(List.of(), List.of(moved(run, base.resolve("not/there"))), List.of()));
        assertThat(SetScene.codes(new FolderChecks(run).problems())).contains("DB-RST-031");
    }

    @Test
    void a_folder_that_does_not_fit_on_its_disk_is_told_before_anything_is_unpacked() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "default").seal();
        RestoreRun run = scene.run(set, SetScene.confirmed(set, ""));
        FolderEntry entry = run.targets().folders().get(0);
        run.goesTo(new RestoreTargets(List.of(), List.of(new FolderEntry(entry.path(),
                entry.component(), entry.kind(), entry.domain(), entry.archive(), null, null, entry.files(),
                1L << 60)), List.of()));
        assertThat(new FolderChecks(run).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-RST-037");
            assertThat(problem.fact()).contains(payloads.toString());
        });
    }

    @Test
    void an_archive_that_does_not_unpack_speaks_against_the_restore_and_leaves_nothing_behind() throws IOException {
        BackupSet set = scene.folder(payloads, Component.PAYLOADS, "payload", "default").seal();
        RestoreRun run = scene.run(set, "{\"rehearsal\":true,\"deep\":true}");
        Path archive = set.folder().resolve(run.targets().folders().get(0).archive());
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2] ^= 1;
        Files.write(archive, content);
        Set<String> before = tree();
        new FolderChecks(run).unpack();
        run.publish();
        assertThat(run.unfit()).isNotEmpty();
        assertThat(scene.report.deep()).singleElement().satisfies(
                check -> assertThat(check.result()).isEqualTo("failed"));
        assertThat(tree()).isEqualTo(before);
    }

    private static FolderEntry moved(RestoreRun run, Path to) {
        FolderEntry entry = run.targets().folders().get(0);
        return new FolderEntry(to.toString(), entry.component(), entry.kind(),
                entry.domain(), entry.archive(), null, null, entry.files(), entry.bytes());
    }

    private List<Problem> problems(BackupSet set, String more) {
        return new FolderChecks(scene.run(set, SetScene.confirmed(set, more))).problems();
    }

    /** All that is there but our own folder, which stays. */
    private Set<String> tree() throws IOException {
        Set<String> tree = new TreeSet<>();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.toList()) {
                if (!file.startsWith(base.resolve("server")) || Files.isRegularFile(file)) {
                    tree.add(file + (Files.isRegularFile(file) ? " " + Files.getLastModifiedTime(file) : ""));
                }
            }
        }
        return tree;
    }
}
