package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.problem.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilesPreflightTest {

    @TempDir
    Path base;
    private Path live;
    private Saved saved;
    private FolderSource source;

    @BeforeEach
    void folders() throws IOException {
        live = Files.createDirectories(base.resolve("domibus/live"));
        Files.writeString(live.resolve("a"), "a");
        saved = new Saved(base.resolve("repository/set"));
        source = saved.whole(live, "payload");
    }

    @Test
    void what_can_be_restored_has_no_problem_and_nothing_is_changed() throws IOException {
        FilesPreflight.Result result = check(source);
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(FolderRestoreTest.names(base.resolve("domibus"))).containsExactly("live");
    }

    @Test
    void a_missing_parent_and_a_file_in_the_place_are_problems() throws IOException {
        assertThat(codes(check(to(base.resolve("none/live"))).problems())).containsExactly("DB-RST-031");
        Path file = Files.writeString(base.resolve("file"), "x");
        assertThat(codes(check(to(file)).problems())).containsExactly("DB-RST-050");
        assertThat(codes(check(to(Path.of("/"))).problems())).contains("DB-RST-050");
    }

    @Test
    void what_lies_around_or_inside_our_own_places_is_not_restored() {
        assertThat(codes(check(to(base)).problems())).contains("DB-RST-035");
        assertThat(codes(check(to(base.resolve("repository/set/x"))).problems())).contains("DB-RST-035");
    }

    @Test
    void a_mount_point_is_told_and_one_inside_is_a_problem() {
        FilesPreflight.Result mounted = check(new MountPoints(() -> List.of(live)), FileTimes.KEEP, source);
        assertThat(codes(mounted.warnings())).containsExactly("DB-RST-039");
        assertThat(mounted.problems()).isEmpty();
        FilesPreflight.Result below = check(new MountPoints(() -> List.of(live.resolve("x"))), FileTimes.KEEP, source);
        assertThat(codes(below.problems())).containsExactly("DB-RST-036");
    }

    @Test
    void a_folder_that_cannot_fit_is_a_problem_before_it_is_unpacked() {
        ArchivedFolder content = source.content();
        FolderSource large = new FolderSource(source.path(), "payload",
                new ArchivedFolder(content.archive(), null, null, 1, Long.MAX_VALUE / 4), live);
        assertThat(codes(check(large).problems())).containsExactly("DB-RST-037");
    }

    @Test
    void more_files_than_the_file_system_can_hold_are_a_problem() {
        assertThat(FreeInodes.of(base)).satisfiesAnyOf(free -> assertThat(free).isEmpty(),
                free -> assertThat(free.getAsLong()).isPositive());
        long files = FreeInodes.of(base).orElse(-1);
        if (files > 0) {
            FolderSource many = new FolderSource(source.path(), "payload",
                    new ArchivedFolder(source.content().archive(), null, null, files + 1_000_000, 0), live);
            assertThat(codes(check(many).problems())).contains("DB-RST-038");
        }
    }

    @Test
    void a_moved_path_and_kept_times_are_told() throws IOException {
        assertThat(codes(check(to(base.resolve("domibus/other"))).warnings())).containsExactly("DB-RST-041");
        FolderSource plugin = saved.whole(live, "fs-plugin");
        assertThat(codes(check(plugin).warnings())).containsExactly("DB-RST-052");
        assertThat(check(new MountPoints(List::of), FileTimes.REFRESH, plugin).warnings()).isEmpty();
    }

    @Test
    void relative_equal_and_nested_places_are_refused_together() throws IOException {
        FolderSource relative = to(Path.of("relative"));
        FolderSource twice = saved.whole(live, "earchive");
        FolderSource inner = to(live.resolve("inner"));
        assertThatThrownBy(() -> RestorePlan.of("r", List.of(source, relative, twice, inner), List.of(),
                FileTimes.KEEP)).hasMessageContaining("DB-RST-030").hasMessageContaining("DB-RST-033")
                .hasMessageContaining("DB-RST-034");
        Path link = Files.createSymbolicLink(base.resolve("link"), live);
        assertThatThrownBy(() -> RestorePlan.of("r", List.of(source, to(link)), List.of(), FileTimes.KEEP))
                .hasMessageContaining("DB-RST-033");
    }

    @Test
    void a_single_file_needs_the_folder_it_lay_in() throws IOException {
        Path key = Files.createDirectories(base.resolve("keys")).resolve("key.jks");
        Files.writeString(key, "x");
        FolderSource outside = saved.outside(key);
        assertThat(check(outside).problems()).isEmpty();
        Files.delete(key);
        Files.delete(key.getParent());
        assertThat(codes(check(outside).problems())).containsExactly("DB-RST-031");
    }

    private FolderSource to(Path target) {
        return new FolderSource(source.path(), source.kind(), source.content(), target);
    }

    private FilesPreflight.Result check(FolderSource checked) {
        return check(new MountPoints(List::of), FileTimes.KEEP, checked);
    }

    private FilesPreflight.Result check(MountPoints mounts, FileTimes times, FolderSource checked) {
        return FilesPreflight.check(RestorePlan.of("r", List.of(checked), List.of(), times),
                List.of(base.resolve("repository")), mounts);
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }
}
