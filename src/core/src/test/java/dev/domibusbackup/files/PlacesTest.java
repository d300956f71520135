package dev.domibusbackup.files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlacesTest {

    @TempDir
    Path base;

    @Test
    void a_folder_is_inside_itself_and_all_above_but_not_inside_one_with_a_longer_name() throws IOException {
        Path conf = Files.createDirectories(base.resolve("conf"));
        assertThat(PlacesApart.isInside(conf, conf)).isTrue();
        assertThat(PlacesApart.isInside(conf.resolve("not/yet"), conf)).isTrue();
        assertThat(PlacesApart.isInside(conf, Path.of("/"))).isTrue();
        assertThat(PlacesApart.isInside(conf, conf.resolve("not/yet"))).isFalse();
        assertThat(PlacesApart.isInside(base.resolve("conf-backup"), conf)).isFalse();
        assertThat(PlacesApart.isInside(conf.resolve("../backup"), conf)).isFalse();
        assertThat(PlacesApart.isInside(base.resolve("backup/../conf/./x"), conf)).isTrue();
    }

    @Test
    void links_do_not_hide_where_a_folder_lies() throws IOException {
        Path conf = Files.createDirectories(base.resolve("conf/sub"));
        Path inward = Files.createSymbolicLink(base.resolve("inward"), Path.of("conf/sub"));
        Path outward = Files.createSymbolicLink(conf.resolve("outward"), base.resolve("elsewhere"));
        Path dangling = Files.createSymbolicLink(base.resolve("dangling"), conf.resolve("not-yet"));
        assertThat(PlacesApart.isInside(inward.resolve("repository"), base.resolve("conf"))).isTrue();
        assertThat(PlacesApart.isInside(inward.resolve("../repository"), base.resolve("conf"))).isTrue();
        assertThat(PlacesApart.isInside(outward.resolve("repository"), base.resolve("conf"))).isFalse();
        assertThat(PlacesApart.isInside(dangling.resolve("repository"), base.resolve("conf"))).isTrue();
        assertThat(PlacesApart.isInside(conf.resolve("x"), inward)).isTrue();
    }

    @Test
    void links_in_a_circle_are_a_problem() throws IOException {
        Path a = Files.createSymbolicLink(base.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(base.resolve("b"), Path.of("a"));
        assertThatThrownBy(() -> PlacesApart.isInside(a, base)).hasMessageContaining("DB-FILE-001");
    }

    @Test
    void space_is_that_of_the_nearest_existing_folder() throws IOException {
        assertThat(DiskSpace.usableBytes(base.resolve("not/yet"))).isPositive();
        assertThat(DiskSpace.isSameStore(base.resolve("not/yet"), base)).isTrue();
        assertThat(DiskSpace.isSameStore(base, Path.of("/proc"))).isFalse();
    }

    @Test
    void a_tree_is_counted_without_what_is_excluded_and_without_following_links() throws IOException {
        Files.createDirectories(base.resolve("a/b"));
        Files.writeString(base.resolve("a/one"), "12345");
        Files.writeString(base.resolve("a/b/two"), "1234567");
        Files.createSymbolicLink(base.resolve("a/loop"), base);
        assertThat(FolderSize.of(base.resolve("a"), Trees.NOTHING)).isEqualTo(new TreeCounts(2, 2, 1, 0, 12));
        assertThat(FolderSize.of(base.resolve("a"), e -> e.path().equals("b")))
                .isEqualTo(new TreeCounts(1, 1, 1, 0, 5));
        assertThat(FolderSize.of(base.resolve("none"), Trees.NOTHING)).isEqualTo(TreeCounts.NONE);
    }
}
