package dev.domibusbackup.job.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.FolderArchive;
import dev.domibusbackup.files.TreeCounts;
import dev.domibusbackup.files.restore.FileTimes;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.files.restore.FolderSource;
import dev.domibusbackup.files.restore.RestorePlan;
import dev.domibusbackup.server.FakeApplicationServer;
import dev.domibusbackup.set.Hashes;

class LeftFoldersTest {

    @TempDir
    Path base;
    private Path folder;
    private Path archive;
    private LeftFolders left;

    @BeforeEach
    void changedSinceTheSet() throws IOException {
        folder = Files.createDirectories(base.resolve("domibus/conf"));
        Files.writeString(folder.resolve("domibus.properties"), "of the set");
        archive = Files.createDirectories(base.resolve("set")).resolve("conf.tar.gz");
        try (OutputStream out = Files.newOutputStream(archive)) {
            TreeCounts counts = new FolderArchive(ArchiveMode.QUIET).write(folder, entry -> false, base.resolve("set"),
                    out).counts();
            assertThat(counts.files()).isEqualTo(1);
        }
        Files.writeString(folder.resolve("domibus.properties"), "since");
        left = new LeftFolders(new FakeApplicationServer(base));
    }

    @Test
    void what_a_job_swapped_is_taken_back_without_its_set_and_nothing_of_it_stays() throws IOException {
        begin().swap();
        assertThat(folder.resolve("domibus.properties")).hasContent("of the set");
        Files.delete(archive);

        left.undo("job");

        assertThat(folder.resolve("domibus.properties")).hasContent("since");
        assertNothingStays();
        left.undo("job");
    }

    @Test
    void what_a_job_only_unpacked_goes_when_it_is_given_up() throws IOException {
        begin();

        left.giveUp("job");

        assertThat(folder.resolve("domibus.properties")).hasContent("since");
        assertNothingStays();
    }

    @Test
    void what_a_job_brought_back_stays_when_it_is_given_up_at_its_end() throws IOException {
        begin().swap();

        left.giveUp("job");

        assertThat(folder.resolve("domibus.properties")).hasContent("of the set");
        assertNothingStays();
        left.giveUp("job");
    }

    @Test
    void only_what_is_half_swapped_is_brought_back() {
        left.bringBackHalf();
        FolderRestore restore = begin();
        left.bringBackHalf();
        restore.swap();
        left.bringBackHalf();
        assertThat(folder.resolve("domibus.properties")).hasContent("of the set");
    }

    /** A job that has unpacked its folder. */
    private FolderRestore begin() {
        try {
            FolderRestore restore = new FolderRestore(RestorePlan.of("job", List.of(new FolderSource(folder.toString(),
                    "configuration", new ArchivedFolder(new ArchivedFolder.Hashed(archive, Hashes.of(archive)), null,
                    null, 1, "of the set".length()), folder)), List.of(), FileTimes.KEEP), left.journal("job"));
            restore.stage(Files::newInputStream);
            return restore;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingStays() throws IOException {
        assertThat(left.journal("job")).doesNotExist();
        try (Stream<Path> all = Files.walk(base.resolve("domibus"))) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("domibus", "conf",
                    "domibus.properties");
        }
    }
}
