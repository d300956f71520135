package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.DurableFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills a restore at each of its steps on the disk, one after the other, and goes on or undoes in a new process. */
class KilledRestoreTest {

    /** Memory, where the system has such a place: each of some hundred restores syncs all it writes. */
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Every so many points; all of them with {@code -Dkilled.every=1}, which takes minutes. */
    private static final int EVERY = Integer.getInteger("killed.every", 13);

    private Path base;
    private Path configuration;
    private Path store;
    /** A folder of messages' files that this restore leaves alone, directly in the configuration folder. */
    private Path kept;
    private Path mounted;
    private Path payloads;
    private Path outside;
    private Path journal;
    private RestorePlan plan;

    /** As a process that is killed: nothing of ours runs any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Act {
        void on(FolderRestore restore);
    }

    @BeforeEach
    void saved() throws IOException {
        base = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "killed-restore-")
                : Files.createTempDirectory("killed-restore-");
        configuration = base.resolve("conf");
        store = configuration.resolve("data/fs");
        kept = configuration.resolve("kept");
        mounted = base.resolve("mounted");
        payloads = base.resolve("payloads");
        outside = base.resolve("outside");
        journal = base.resolve("own/journal");
        fill("old");
        Saved saved = new Saved(base.resolve("set"));
        List<FolderSource> sources = List.of(saved.configuration(configuration, store, kept),
                saved.plugins(configuration), saved.whole(store, "fs-plugin"), saved.whole(mounted, "earchive"),
                saved.warm(payloads, () -> Files.writeString(payloads.resolve("warm"), "old")),
                saved.outside(outside.resolve("key"), outside.resolve("folder")));
        plan = RestorePlan.of("r", sources, List.of(kept), FileTimes.KEEP);
        live();
    }

    @AfterEach
    void clean() {
        DurableFiles.deleteTree(base);
    }

    @Test
    void killed_anywhere_a_restart_ends_wholly_new() throws IOException {
        Map<String, String> restored = afterwards(restore -> { });
        int points = eachPoint(this::restoreAll, this::restoreAll, restored);
        assertThat(points).isGreaterThan(60);
    }

    @Test
    void killed_anywhere_before_the_commit_an_undo_ends_wholly_old() throws IOException {
        int points = eachPoint(restore -> {
            restore.stage(Files::newInputStream);
            restore.swap();
        }, FolderRestore::undo, contents());
        assertThat(points).isGreaterThan(40);
    }

    @Test
    void killed_anywhere_before_the_commit_an_undo_by_the_journal_alone_ends_wholly_old() throws IOException {
        int points = eachPoint(this::stageAndSwap, ignored ->
                FolderRestore.left(journal).ifPresent(FolderRestore::undo), contents());
        assertThat(points).isGreaterThan(40);
    }

    @Test
    void killed_anywhere_what_is_half_swapped_is_brought_back_and_a_restart_goes_on() throws IOException {
        Map<String, String> restored = afterwards(restore -> { });
        eachPoint(this::stageAndSwap, ignored -> {
            FolderRestore.left(journal).ifPresent(FolderRestore::bringBackHalf);
            FolderRestore.left(journal).ifPresent(left -> assertThat(left.state()).isIn(RestoreState.STAGING,
                    RestoreState.STAGED, RestoreState.SWAPPED));
            boolean swapped = FolderRestore.left(journal).filter(left -> left.state() == RestoreState.SWAPPED)
                    .isPresent();
            assertThat(configuration.resolve("domibus.properties")).hasContent(swapped ? "old" : "new");
            restoreAll(restore(name -> { }));
        }, restored);
    }

    private void stageAndSwap(FolderRestore restore) {
        restore.stage(Files::newInputStream);
        restore.swap();
    }

    @Test
    void an_undo_killed_anywhere_ends_wholly_old_and_can_be_restored_anew() throws IOException {
        Map<String, String> before = contents();
        eachPoint(restore -> {
            restore.stage(Files::newInputStream);
            restore.swap();
            restore.undo();
        }, FolderRestore::undo, before);
        eachPoint(restore -> {
            restore.stage(Files::newInputStream);
            restore.swap();
            restore.undo();
        }, this::restoreAll, afterwards(restore -> { }));
    }

    private void restoreAll(FolderRestore restore) {
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
    }

    /** Kills at the first point, the second, and so on until nothing is killed. */
    private int eachPoint(Act first, Act then, Map<String, String> expected) throws IOException {
        for (int point = 1; ; point += EVERY) {
            live();
            int last = point;
            int[] passed = {0};
            String[] at = {null};
            boolean killed = false;
            try {
                first.on(restore(name -> {
                    if (++passed[0] == last) {
                        at[0] = name;
                        throw new Killed();
                    }
                }));
            } catch (Killed e) {
                killed = true;
            }
            if (killed) {
                then.on(restore(name -> { }));
                assertThat(contents()).as("killed at %d, %s", point, at[0]).isEqualTo(expected);
            } else {
                return passed[0];
            }
        }
    }

    private Map<String, String> afterwards(Act act) throws IOException {
        live();
        FolderRestore restore = restore(point -> { });
        restoreAll(restore);
        act.on(restore);
        Map<String, String> contents = contents();
        assertThat(contents).containsEntry("conf/domibus.properties", "old").containsEntry("conf/data/fs/a", "old")
                .containsEntry("conf/plugins/p", "old").containsEntry("mounted/a", "old")
                .containsEntry("payloads/warm", "old").containsEntry("outside/key", "old")
                .containsEntry("conf/work/db", "new").containsEntry("conf/kept/a", "new")
                .containsEntry("outside/since", "new")
                .doesNotContainKey("mounted/since").doesNotContainKey("conf/since");
        live();
        return contents;
    }

    private FolderRestore restore(Consumer<String> announced) {
        return new FolderRestore(plan, journal, new MountPoints(() -> List.of(mounted)), announced);
    }

    /** What is there before each restore. */
    private void live() throws IOException {
        for (Path folder : List.of(configuration, mounted, payloads, outside, base.resolve("own"))) {
            DurableFiles.deleteTree(folder);
        }
        fill("new");
        for (Path folder : List.of(configuration, mounted, payloads, outside)) {
            Files.writeString(folder.resolve("since"), "new");
        }
        DurableFiles.deleteTree(outside.resolve("folder"));
    }

    private void fill(String content) throws IOException {
        for (Path file : List.of(configuration.resolve("domibus.properties"), configuration.resolve("data/other"),
                configuration.resolve("plugins/p"), configuration.resolve("extensions/e"),
                configuration.resolve("work/db"), kept.resolve("a"),
                store.resolve("a"), mounted.resolve("a"), mounted.resolve("in/b"),
                payloads.resolve("a"), payloads.resolve("warm"), outside.resolve("key"),
                outside.resolve("folder/in/b"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
    }

    /** All files but set and journal, and all folders: nothing temporary may be left. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(base)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (!file.startsWith(base.resolve("set")) && !file.startsWith(base.resolve("own"))) {
                    contents.put(base.relativize(file).toString(),
                            Files.isDirectory(file) ? "" : Files.readString(file));
                }
            }
        }
        return contents;
    }
}
