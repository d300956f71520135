package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderDifferenceTest {

    @TempDir
    Path base;
    private Path live;
    private Path work;
    private Saved saved;

    @BeforeEach
    void folders() throws IOException {
        live = Files.createDirectory(base.resolve("live"));
        work = Files.createDirectory(base.resolve("work"));
        saved = new Saved(base.resolve("set"));
        for (String name : List.of("same", "longer", "younger", "gone", "turns")) {
            Files.writeString(live.resolve(name), name);
            Trees.touch(live.resolve(name), Instant.EPOCH);
        }
        Files.createSymbolicLink(live.resolve("link"), Path.of("same"));
    }

    @Test
    void what_would_be_added_changed_and_removed_is_told() throws IOException {
        assertDifference(saved.whole(live, "payload"));
    }

    @Test
    void the_listing_tells_the_same_as_the_archive() throws IOException {
        assertDifference(saved.warm(live, () -> { }));
    }

    private void assertDifference(FolderSource source) throws IOException {
        Files.writeString(live.resolve("longer"), "longer than before");
        Trees.touch(live.resolve("younger"), Instant.ofEpochSecond(1));
        Files.delete(live.resolve("gone"));
        Files.writeString(Files.createDirectory(live.resolve("since")).resolve("x"), "xyz");
        Files.delete(live.resolve("turns"));
        Files.createDirectory(live.resolve("turns"));

        FolderDifference difference = of(source, 1);

        assertThat(difference.added()).isEqualTo(new FolderDifference.Part(2, 9, List.of("gone")));
        assertThat(difference.changed()).isEqualTo(new FolderDifference.Part(2, 13, List.of("longer")));
        assertThat(difference.removed()).isEqualTo(new FolderDifference.Part(1, 3, List.of("since/x")));
        assertThat(difference.same().files()).isEqualTo(2);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void plugins_are_no_part_of_the_difference_of_the_configuration() throws IOException {
        Files.writeString(Files.createDirectory(live.resolve("plugins")).resolve("p"), "p");
        FolderSource source = saved.configuration(live);
        Files.writeString(live.resolve("plugins/p"), "changed");
        FolderDifference difference = of(source, 5);
        assertThat(List.of(difference.added().files(), difference.changed().files(), difference.removed().files()))
                .containsOnly(0L);
    }

    @Test
    void a_folder_that_is_gone_and_files_outside_are_compared_too() throws IOException {
        FolderSource outside = saved.outside(live.resolve("same"), live.resolve("gone"));
        Files.delete(live.resolve("gone"));
        FolderDifference difference = of(outside, 5);
        assertThat(difference.added().files()).isEqualTo(1);
        assertThat(difference.same().files()).isEqualTo(1);
        FolderSource whole = saved.whole(live, "payload");
        FolderSource elsewhere = new FolderSource(whole.path(), "payload", whole.content(), base.resolve("none"));
        assertThat(of(elsewhere, 0).added().files()).isEqualTo(5);
    }

    @Test
    void a_deep_rehearsal_unpacks_and_leaves_nothing() throws Exception {
        Path hard = Trees.hard(base.resolve("hard"));
        Map<String, String> before = Trees.describe(hard);
        Path scratch = base.resolve("scratch");
        UnpackingRehearsal.run(saved.whole(hard, "payload"), scratch, Files::newInputStream);
        UnpackingRehearsal.run(saved.warm(hard, () -> Files.delete(hard.resolve("a"))), scratch, Files::newInputStream);
        assertThat(scratch).doesNotExist();
        before.remove("a");
        assertThat(Trees.describe(hard).keySet()).isEqualTo(before.keySet());
    }

    @Test
    void a_deep_rehearsal_that_finds_damage_leaves_nothing_too() throws IOException {
        FolderSource source = saved.whole(live, "payload");
        byte[] archive = Files.readAllBytes(source.content().archive().file());
        archive[archive.length - 10] ^= 1;
        Files.write(source.content().archive().file(), archive);
        Path scratch = base.resolve("scratch");
        assertThatThrownBy(() -> UnpackingRehearsal.run(source, scratch, Files::newInputStream))
                .hasMessageMatching("(?s)DB-(RST-043|FILE-007).*");
        assertThat(scratch).doesNotExist();
    }

    private FolderDifference of(FolderSource source, int names) {
        return FolderDifference.of(source, RestorePlan.of("r", List.of(source), List.of(), FileTimes.KEEP), work,
                names);
    }
}
