package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.Trees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderRestoreTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path base;
    private Path live;
    private Saved saved;

    @BeforeEach
    void folders() throws IOException {
        live = base.resolve("live");
        saved = new Saved(base.resolve("set"));
    }

    @AfterEach
    void clean() {
        DurableFiles.deleteTree(base);
    }

    @Test
    void a_folder_comes_back_with_every_name_link_mode_and_time() throws Exception {
        Trees.hard(live);
        FolderSource source = saved.whole(live, "payload");
        Map<String, String> cut = describe(live);
        DurableFiles.deleteTree(live.resolve("folder"));
        Files.writeString(live.resolve("a"), "changed");
        Files.writeString(live.resolve("new"), "new");

        restore(source).commit();

        assertThat(describe(live)).containsExactlyEntriesOf(cut);
        assertThat(names(base)).containsExactly("journal", "live", "set");
    }

    @Test
    void a_warm_copy_and_its_delta_come_back_as_at_the_cut_and_without_what_had_gone() throws Exception {
        Trees.hard(live);
        Files.createDirectories(live.resolve("turns-to-file/below"));
        Files.writeString(live.resolve("turns-to-folder"), "x");
        FolderSource source = saved.warm(live, () -> {
            Files.delete(live.resolve("line\nbreak"));
            Files.delete(Trees.notUtf8(live));
            Files.writeString(live.resolve("a"), "longer than it was");
            Files.delete(live.resolve("turns-to-file/below"));
            Files.delete(live.resolve("turns-to-file"));
            Files.writeString(live.resolve("turns-to-file"), "now a file");
            Files.delete(live.resolve("turns-to-folder"));
            Files.createDirectories(live.resolve("turns-to-folder/below"));
        });
        Map<String, String> cut = describe(live);
        DurableFiles.deleteTree(live);

        restore(source).commit();

        assertThat(describe(live)).containsExactlyEntriesOf(cut).doesNotContainKey("line\\0012break");
    }

    @Test
    void undo_leaves_everything_as_it_was_and_commit_is_the_end() throws Exception {
        Trees.hard(live);
        FolderSource source = saved.whole(live, "payload");
        Files.writeString(live.resolve("after"), "the cut");
        Map<String, String> before = describe(live);

        FolderRestore restore = restore(source);
        assertThat(describe(live)).isNotEqualTo(before);
        restore.undo();
        restore.undo();
        assertThat(describe(live)).containsExactlyEntriesOf(before);
        assertThat(names(base)).containsExactly("journal", "live", "set");

        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
        restore.commit();
        assertThatThrownBy(restore::undo).hasMessageContaining("DB-RST-049");
    }

    @Test
    void a_link_stays_and_what_it_points_to_is_replaced() throws Exception {
        Path real = Files.createDirectories(base.resolve("real"));
        Files.writeString(real.resolve("a"), "a");
        Files.createSymbolicLink(live, real);
        FolderSource source = saved.whole(live, "payload");
        Files.writeString(real.resolve("a"), "b");

        restore(source).commit();

        assertThat(Files.readSymbolicLink(live)).isEqualTo(real);
        assertThat(real.resolve("a")).hasContent("a");
    }

    @Test
    void a_folder_that_was_not_there_at_the_cut_is_empty_afterwards() throws Exception {
        FolderSource source = saved.whole(live, "payload");
        Files.createDirectories(live);
        Files.writeString(live.resolve("since"), "x");
        restore(source).commit();
        assertThat(live).isEmptyDirectory();
    }

    @Test
    void a_mount_point_stays_and_its_content_is_replaced() throws Exception {
        Trees.hard(live);
        FolderSource source = saved.whole(live, "payload");
        Map<String, String> cut = describe(live);
        Files.writeString(live.resolve("a"), "changed");
        Files.writeString(live.resolve("since"), "x");
        Map<String, String> changed = describe(live);
        long inode = FileEntry.of(live, live).inode();
        MountPoints mounts = new MountPoints(() -> List.of(live));

        FolderRestore restore = new FolderRestore(plan(source), base.resolve("journal"), mounts, point -> { });
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.undo();
        assertThat(describe(live)).containsExactlyEntriesOf(changed);
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();

        assertThat(describe(live)).containsExactlyEntriesOf(cut);
        assertThat(FileEntry.of(live, live).inode()).isEqualTo(inode);
    }

    @Test
    void a_restored_configuration_leaves_plugins_work_and_stores_in_place() throws Exception {
        Path store = live.resolve("data/payloads");
        configurationFolder("old");
        FolderSource source = saved.configuration(live, store);
        DurableFiles.deleteTree(live);
        configurationFolder("new");
        Files.writeString(live.resolve("since.properties"), "x");

        FolderRestore restore = new FolderRestore(
                RestorePlan.of("r", List.of(source), List.of(store), FileTimes.KEEP), base.resolve("journal"));
        Map<String, String> before = withoutTimesOfFolders(live);
        restore.stage(Files::newInputStream);
        restore.swap();
        assertContents("old", "new", "new", "new");
        assertThat(live.resolve("since.properties")).doesNotExist();
        restore.undo();
        assertThat(withoutTimesOfFolders(live)).containsExactlyEntriesOf(before);
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
        assertContents("old", "new", "new", "new");
        assertThat(names(live)).containsExactly("data", "domibus.properties", "extensions", "plugins", "work");
    }

    @Test
    void restored_plugins_leave_configuration_and_work_in_place() throws Exception {
        configurationFolder("old");
        FolderSource source = saved.plugins(live);
        DurableFiles.deleteTree(live);
        configurationFolder("new");
        Files.writeString(live.resolve("plugins/since.jar"), "x");
        restore(source).commit();
        assertContents("new", "old", "new", "new");
        assertThat(live.resolve("plugins/since.jar")).doesNotExist();
    }

    @Test
    void configuration_plugins_and_a_store_inside_are_restored_together() throws Exception {
        Path store = live.resolve("data/payloads");
        configurationFolder("old");
        List<FolderSource> sources = List.of(saved.configuration(live, store), saved.plugins(live),
                saved.whole(store, "payload"));
        DurableFiles.deleteTree(live);
        configurationFolder("new");
        FolderRestore restore = new FolderRestore(RestorePlan.of("r", sources, List.of(store), FileTimes.KEEP),
                base.resolve("journal"));
        Map<String, String> before = withoutTimesOfFolders(live);
        restore.stage(Files::newInputStream);
        restore.swap();
        assertContents("old", "old", "old", "new");
        restore.undo();
        assertThat(withoutTimesOfFolders(live)).containsExactlyEntriesOf(before);
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
        assertContents("old", "old", "old", "new");
        assertThat(names(live.resolve("data"))).containsExactly("payloads");
    }

    @Test
    void files_outside_are_replaced_for_themselves_and_nothing_else_is_touched() throws Exception {
        Path real = Files.createDirectories(base.resolve("real"));
        Files.writeString(real.resolve("linked.jks"), "old");
        Files.createDirectories(live.resolve("folder"));
        Files.writeString(live.resolve("key.jks"), "old");
        Files.writeString(live.resolve("folder/in"), "old");
        Files.createSymbolicLink(live.resolve("linked.jks"), real.resolve("linked.jks"));
        FolderSource source = saved.outside(live.resolve("key.jks"), live.resolve("linked.jks"),
                live.resolve("folder"));
        Files.writeString(live.resolve("key.jks"), "new");
        Files.writeString(real.resolve("linked.jks"), "new");
        Files.writeString(live.resolve("other"), "other");
        DurableFiles.deleteTree(live.resolve("folder"));
        Map<String, String> before = describe(live);

        FolderRestore restore = restore(source);
        assertThat(live.resolve("folder/in")).hasContent("old");
        restore.undo();
        Map<String, String> undone = describe(live);
        undone.put(".", before.get("."));
        assertThat(undone).containsExactlyEntriesOf(before);
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();

        assertThat(live.resolve("key.jks")).hasContent("old");
        assertThat(real.resolve("linked.jks")).hasContent("old");
        assertThat(live.resolve("linked.jks")).isSymbolicLink();
        assertThat(names(live)).containsExactly("folder", "key.jks", "linked.jks", "other");
        assertThat(names(real)).containsExactly("linked.jks");
    }

    @Test
    void refreshed_files_are_of_today_only_where_domibus_removes_by_age() throws Exception {
        Files.createDirectories(live);
        Files.writeString(live.resolve("a"), "a");
        Trees.touch(live.resolve("a"), Instant.EPOCH);
        FolderSource purged = saved.whole(live, "fs-plugin");
        FolderSource payload = new FolderSource(purged.path(), "payload", purged.content(), base.resolve("other"));
        Instant start = Instant.now().minusSeconds(1);
        FolderRestore restore = new FolderRestore(
                RestorePlan.of("r", List.of(purged, payload), List.of(), FileTimes.REFRESH), base.resolve("journal"));
        restore.stage(Files::newInputStream);
        restore.swap();
        assertThat(modified(live)).isAfter(start);
        assertThat(modified(base.resolve("other"))).isEqualTo(Instant.EPOCH);
        Trees.touch(live.resolve("a"), Instant.EPOCH);
        restore.refreshTimes();
        assertThat(modified(live)).isAfter(start);
        assertThat(modified(base.resolve("other"))).isEqualTo(Instant.EPOCH);
        restore.undo();
        assertThat(modified(live)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void wrong_hashes_and_counts_are_found_before_anything_is_replaced() throws Exception {
        Files.createDirectories(live);
        Files.writeString(live.resolve("a"), "a");
        FolderSource source = saved.whole(live, "payload");
        Files.writeString(live.resolve("a"), "b");
        ArchivedFolder good = source.content();
        for (ArchivedFolder bad : List.of(
                new ArchivedFolder(good.archive(), null, null, 2, 1),
                new ArchivedFolder(good.archive(), null, null, 1, 2),
                new ArchivedFolder(new ArchivedFolder.Hashed(good.archive().file(), "0".repeat(64)), null, null, 1, 1))) {
            FolderRestore restore = new FolderRestore(plan(new FolderSource(source.path(), "payload", bad, live)),
                    base.resolve("journal"));
            assertThatThrownBy(() -> restore.stage(Files::newInputStream)).hasMessageContaining("DB-RST-04");
            assertThat(live.resolve("a")).hasContent("b");
            restore.undo();
            assertThat(names(base)).containsExactly("journal", "live", "set");
        }
    }

    @Test
    void a_swap_that_fails_brings_back_what_was_swapped_before() throws Exception {
        Path second = base.resolve("second");
        for (Path folder : List.of(live, second)) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("a"), "a");
        }
        FolderSource one = saved.whole(live, "payload");
        FolderSource two = saved.whole(second, "earchive");
        Files.writeString(live.resolve("a"), "b");
        RestorePlan plan = RestorePlan.of("r", List.of(one, two), List.of(), FileTimes.KEEP);
        FolderRestore restore = new FolderRestore(plan, base.resolve("journal"));
        restore.stage(Files::newInputStream);
        Path old = base.resolve(".second.domibus-backup-r.old");
        Files.createDirectories(old);
        assertThatThrownBy(restore::swap).hasMessageContaining("DB-RST-046").hasMessageContaining("second");
        assertThat(live.resolve("a")).hasContent("b");
        Files.delete(old);
        restore.swap();
        assertThat(live.resolve("a")).hasContent("a");
        restore.undo();
        assertThat(live.resolve("a")).hasContent("b");
    }

    @Test
    void a_swap_that_fails_in_the_middle_can_be_tried_again() throws Exception {
        Trees.hard(live);
        FolderSource source = saved.whole(live, "payload");
        Map<String, String> cut = describe(live);
        Files.writeString(live.resolve("a"), "b");
        Map<String, String> changed = describe(live);
        FolderRestore restore = new FolderRestore(plan(source), base.resolve("journal"),
                new MountPoints(() -> List.of(live)), point -> { });
        restore.stage(Files::newInputStream);
        Path inTheWay = Files.createDirectory(live.resolve(".domibus-backup-r.old"));
        Files.writeString(Files.createDirectories(inTheWay.resolve("folder")).resolve("x"), "x");
        assertThatThrownBy(restore::swap).hasMessageContaining("DB-RST-04").hasMessageContaining("folder");
        DurableFiles.deleteTree(inTheWay);
        restore.swap();
        restore.undo();
        assertThat(describe(live).keySet()).isEqualTo(changed.keySet());
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
        assertThat(describe(live)).containsExactlyEntriesOf(cut);
    }

    @Test
    void a_journal_of_another_restore_is_not_taken_over_before_it_has_ended() throws Exception {
        Files.createDirectories(live);
        FolderSource source = saved.whole(live, "payload");
        FolderRestore first = restore(source);
        RestorePlan other = RestorePlan.of("other", List.of(source), List.of(), FileTimes.KEEP);
        assertThatThrownBy(() -> new FolderRestore(other, base.resolve("journal")))
                .hasMessageContaining("DB-RST-048").hasMessageContaining(" r,");
        assertThat(FolderRestore.begun(base.resolve("journal")))
                .contains(new FolderRestore.Begun("r", RestoreState.SWAPPED));
        first.commit();
        assertThat(new FolderRestore(other, base.resolve("journal")).state()).isEqualTo(RestoreState.NEW);
    }

    private void configurationFolder(String content) throws IOException {
        for (String file : List.of("domibus.properties", "plugins/p.jar", "extensions/e.jar", "work/kahadb/db",
                "data/payloads/x")) {
            Files.createDirectories(live.resolve(file).getParent());
            Files.writeString(live.resolve(file), content);
        }
    }

    private void assertContents(String configuration, String plugins, String store, String work) {
        assertThat(live.resolve("domibus.properties")).hasContent(configuration);
        assertThat(live.resolve("plugins/p.jar")).hasContent(plugins);
        assertThat(live.resolve("extensions/e.jar")).hasContent(plugins);
        assertThat(live.resolve("data/payloads/x")).hasContent(store);
        assertThat(live.resolve("work/kahadb/db")).hasContent(work);
    }

    private FolderRestore restore(FolderSource source) {
        FolderRestore restore = new FolderRestore(plan(source), base.resolve("journal"));
        restore.stage(Files::newInputStream);
        restore.swap();
        return restore;
    }

    private static RestorePlan plan(FolderSource source) {
        return RestorePlan.of("r", List.of(source), List.of(), FileTimes.KEEP);
    }

    private static Instant modified(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve("a")).toInstant();
    }

    /** Times of links are given to the microsecond. */
    static Map<String, String> describe(Path root) throws IOException {
        Map<String, String> described = Trees.describe(root);
        described.replaceAll((path, line) -> line.startsWith("SYMLINK")
                ? line.replaceFirst("(\\.\\d{6})\\d{3}Z", "$1Z") : line);
        return described;
    }

    /** Renaming something inside a folder gives the folder a new time. */
    private static Map<String, String> withoutTimesOfFolders(Path root) throws IOException {
        Map<String, String> described = describe(root);
        described.replaceAll((path, line) -> line.startsWith("FOLDER") ? line.replaceFirst("[^ ]+Z", "") : line);
        return described;
    }

    static List<String> names(Path folder) throws IOException {
        String[] names = folder.toFile().list();
        Arrays.sort(names);
        return List.of(names);
    }
}
