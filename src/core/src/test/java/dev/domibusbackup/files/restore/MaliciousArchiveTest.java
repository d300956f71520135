package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.Trees;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Archives of others, with hashes and counts that fit, that try to reach what is not theirs. */
class MaliciousArchiveTest {

    @TempDir
    Path base;
    private Path live;
    private Path victim;

    @BeforeEach
    void folders() throws IOException {
        live = Files.createDirectory(base.resolve("live"));
        victim = Files.createDirectory(base.resolve("victim"));
        Files.writeString(victim.resolve("file"), "mine");
        Files.createSymbolicLink(live.resolve("link"), victim);
    }

    @Test
    void names_that_lead_out_are_refused() throws Exception {
        refused("DB-FILE-008", folder("./"), file("../victim/file"));
        refused("DB-FILE-008", folder("./"), file("./a/../../victim/file"));
        refused("DB-FILE-008", folder("./"), new TarArchiveEntry(victim.resolve("file").toString(), true));
    }

    @Test
    void what_lies_below_a_link_is_refused() throws Exception {
        refused("DB-FILE-008", folder("./"), link("./x", victim.toString()), file("./x/file"));
        refused("DB-FILE-008", folder("./"), folder("./d/"), link("./d/x", "../../victim"), file("./d/x/file"));
        refused("DB-FILE-007", folder("./"), link("./x", victim.toString()), folder("./y/"), file("./x/file"));
    }

    @Test
    void what_is_not_in_a_folder_of_the_archive_is_refused() throws Exception {
        refused("DB-FILE-007", file("./link/file"));
        refused("DB-FILE-007", folder("./"), file("./link/file"));
        refused("DB-FILE-007", folder("./"), file("./a"), file("./a/b"));
    }

    @Test
    void hard_links_pipes_and_devices_are_refused() throws Exception {
        TarArchiveEntry hard = new TarArchiveEntry("./a", TarConstants.LF_LINK);
        hard.setLinkName(victim.resolve("file").toString());
        refused("DB-FILE-008", folder("./"), hard);
        for (byte kind : new byte[] {TarConstants.LF_FIFO, TarConstants.LF_CHR, TarConstants.LF_BLK}) {
            refused("DB-FILE-007", folder("./"), new TarArchiveEntry("./a", kind));
        }
    }

    @Test
    void the_root_cannot_be_a_link_or_come_twice() throws Exception {
        refused("DB-FILE-007", link("./", victim.toString()));
        refused("DB-FILE-007", folder("./"), folder("./"));
    }

    @Test
    void a_folder_that_the_live_tree_has_as_a_link_replaces_the_link_alone() throws Exception {
        FolderSource source = archive(folder("./"), folder("./link/"), file("./link/file"));
        FolderRestore restore = restore(source);
        restore.stage(Files::newInputStream);
        restore.swap();
        restore.commit();
        assertThat(live.resolve("link")).isDirectory().isNotEqualTo(victim);
        assertThat(Files.isSymbolicLink(live.resolve("link"))).isFalse();
        assertThat(victim.resolve("file")).hasContent("mine");
    }

    @Test
    void an_archive_of_the_configuration_cannot_bring_plugins() throws Exception {
        FolderSource source = archive(folder("./"), folder("./plugins/"));
        FolderSource configuration = new FolderSource(source.path(), "configuration", source.content(), live);
        assertThatThrownBy(() -> restore(configuration).stage(Files::newInputStream))
                .hasMessageContaining("DB-RST-044").hasMessageContaining("plugins");
    }

    private void refused(String code, TarArchiveEntry... entries) throws IOException {
        Map<String, String> before = Trees.describe(victim);
        Map<String, String> liveBefore = Trees.describe(live);
        FolderRestore restore = restore(archive(entries));
        assertThatThrownBy(() -> restore.stage(Files::newInputStream)).hasMessageContaining(code);
        assertThat(Trees.describe(victim)).isEqualTo(before);
        assertThat(Trees.describe(live)).isEqualTo(liveBefore);
        restore.undo();
        DurableFiles.deleteTree(base.resolve("set"));
        assertThat(FolderRestoreTest.names(base)).containsExactly("journal", "live", "victim");
    }

    private FolderRestore restore(FolderSource source) {
        return new FolderRestore(RestorePlan.of("r", List.of(source), List.of(), FileTimes.KEEP),
                base.resolve("journal"));
    }

    private FolderSource archive(TarArchiveEntry... entries) throws IOException {
        Path archive = Files.createDirectories(base.resolve("set")).resolve("a.tar.gz");
        int files = 0;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
                files += entry.isFile() ? 1 : 0;
            }
        }
        return new Saved(base.resolve("set")).source(live, "payload", archive, files, 0);
    }

    private static TarArchiveEntry folder(String name) {
        return new TarArchiveEntry(name);
    }

    private static TarArchiveEntry file(String name) {
        return new TarArchiveEntry(name);
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        link.setLinkName(target);
        return link;
    }
}
