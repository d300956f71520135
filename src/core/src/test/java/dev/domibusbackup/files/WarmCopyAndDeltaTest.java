package dev.domibusbackup.files;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WarmCopyAndDeltaTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path base;
    private Path source;
    private Path work;
    private Path warm;
    private Path taken;
    private Path delta;
    private Path listing;

    @BeforeEach
    void folders() throws IOException {
        source = base.resolve("source");
        work = Files.createDirectory(base.resolve("work"));
        warm = base.resolve("payloads.tar.gz");
        taken = base.resolve("taken.gz");
        delta = base.resolve("payloads.delta.tar.gz");
        listing = base.resolve("it's payloads.listing.gz");
    }

    @AfterEach
    void nothing_is_left_in_the_work_folder() throws IOException, InterruptedException {
        try (var left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
        Trees.run(Path.of("/"), "chmod", "-R", "u+w", base.toString());
        DurableFiles.deleteTree(base);
    }

    @Test
    void everything_that_happens_between_copy_and_window_is_as_in_the_window_after_a_restore() throws Exception {
        Trees.hard(source);
        for (int i = 0; i < 20; i++) {
            Files.writeString(source.resolve("payload-" + i), "payload " + i);
        }
        Files.createDirectories(source.resolve("turns-to-file/below"));
        Files.writeString(source.resolve("turns-to-folder"), "x");
        takeWarm(Trees.LATER);

        Files.delete(source.resolve("payload-1"));
        Files.delete(source.resolve("line\nbreak"));
        Files.delete(source.resolve("ends\n"));
        Files.delete(Trees.notUtf8(source));
        Files.writeString(source.resolve("payload-2"), "longer than before");
        sameSizeAndTime(source.resolve("payload-3"), "PAYLOAD 3");
        Files.move(source.resolve("payload-4"), source.resolve("payload-4-renamed"));
        Files.writeString(source.resolve("folder/new\nhere"), "new");
        Trees.chmod(source.resolve("payload-5"), "r--r--r--");
        Files.delete(source.resolve("turns-to-file/below"));
        Files.delete(source.resolve("turns-to-file"));
        Files.writeString(source.resolve("turns-to-file"), "now a file");
        Files.delete(source.resolve("turns-to-folder"));
        Files.createDirectories(source.resolve("turns-to-folder/below"));
        Files.delete(source.resolve("link-folder"));
        Files.createSymbolicLink(source.resolve("link-folder"), Path.of("folder-2"));

        Map<String, String> window = Trees.describe(source);
        Delta.Result result = takeDelta();
        assertThat(result.state()).isEqualTo(FolderSize.of(source, Trees.NOTHING));
        assertThat(result.state().files())
                .isEqualTo(window.values().stream().filter(v -> v.startsWith("FILE")).count());
        assertThat(Trees.describe(restored())).containsExactlyEntriesOf(window);
        assertThat(ArchiveCheck.checkAgainstListing(List.of(warm, delta), listing)).isEqualTo(result.state());
    }

    @Test
    void the_delta_holds_only_what_differs_and_the_folders_above_it() throws Exception {
        Files.createDirectories(source.resolve("in/one"));
        Files.createDirectories(source.resolve("in/two"));
        Files.writeString(source.resolve("in/one/a"), "a");
        Files.writeString(source.resolve("in/one/b"), "b");
        Files.writeString(source.resolve("in/two/c"), "c");
        takeWarm(Trees.LATER);
        Files.writeString(source.resolve("in/one/b"), "changed in place");
        takeDelta();
        assertThat(Trees.run(base, "tar", "tzf", delta.toString()))
                .isEqualTo("./\n./in/\n./in/one/\n./in/one/b\n");
    }

    @Test
    void a_delta_of_an_untouched_folder_is_empty() throws Exception {
        Trees.hard(source);
        ArchiveResult result = takeWarm(Trees.LATER);
        assertThat(result.changed()).isZero();
        Delta.Result delta = takeDelta();
        assertThat(delta.archive().counts()).isEqualTo(TreeCounts.NONE);
        assertThat(delta.state()).isEqualTo(result.counts());
    }

    @Test
    void a_file_written_just_before_it_was_copied_is_taken_again_because_its_times_cannot_tell() throws Exception {
        Files.createDirectories(source);
        Files.writeString(source.resolve("fresh"), "x");
        ArchiveResult result = takeWarm(Clock.systemUTC());
        assertThat(result.changed()).isEqualTo(1);
        takeDelta();
        assertThat(Trees.run(base, "tar", "tzf", delta.toString())).isEqualTo("./\n./fresh\n");
    }

    @Test
    void a_file_that_changed_while_it_was_copied_warm_is_in_the_delta() throws Exception {
        Files.createDirectories(source);
        Path file = Files.writeString(source.resolve("a"), "0123456789");
        FolderArchive torn = new FolderArchive(ArchiveMode.WARM, Trees.LATER, read -> {
            Files.writeString(read, "changed");
            return Files.newInputStream(read);
        });
        try (OutputStream out = Files.newOutputStream(warm)) {
            new WarmCopy(torn).take(source, Trees.NOTHING, work, out, taken);
        }
        takeDelta();
        assertThat(restored().resolve("a")).hasSameTextualContentAs(file);
    }

    @Test
    void a_folder_that_appears_after_the_warm_copy_is_whole_in_the_delta() throws Exception {
        assertThat(takeWarm(Trees.LATER).counts()).isEqualTo(TreeCounts.NONE);
        Trees.hard(source);
        takeDelta();
        assertThat(Trees.describe(restored())).containsExactlyEntriesOf(Trees.describe(source));
        ArchiveCheck.checkAgainstListing(List.of(warm, delta), listing);
    }

    @Test
    void a_folder_that_is_gone_in_the_window_is_restored_empty() throws Exception {
        Trees.hard(source);
        takeWarm(Trees.LATER);
        DurableFiles.deleteTree(source);
        assertThat(takeDelta().state()).isEqualTo(TreeCounts.NONE);
        assertThat(restored()).isEmptyDirectory();
        assertThat(ArchiveCheck.checkAgainstListing(List.of(warm, delta), listing)).isEqualTo(TreeCounts.NONE);
    }

    @Test
    void the_removal_command_removes_nothing_when_the_listing_is_cut_short() throws Exception {
        Trees.hard(source);
        takeWarm(Trees.LATER);
        takeDelta();
        byte[] whole = Files.readAllBytes(listing);
        Files.write(listing, Arrays.copyOf(whole, whole.length / 2));
        Path unpacked = Trees.unpack(warm, base.resolve("unpacked"));
        Process removal = new ProcessBuilder("bash", "-c", Listing.removalCommand(listing.toString()))
                .directory(unpacked.toFile()).redirectErrorStream(true).start();
        removal.getInputStream().readAllBytes();
        assertThat(removal.waitFor()).isNotZero();
        assertThat(Trees.describe(unpacked)).containsExactlyEntriesOf(Trees.describe(source));
    }

    @Test
    void the_check_finds_a_file_that_is_missing_and_one_of_another_size() throws Exception {
        Files.createDirectories(source);
        Files.writeString(source.resolve("a"), "a");
        Files.writeString(source.resolve("b"), "b");
        takeWarm(Trees.LATER);
        Files.writeString(source.resolve("c"), "c");
        Files.writeString(source.resolve("b"), "bb");
        takeDelta();
        ArchiveCheck.checkAgainstListing(List.of(warm, delta), listing);
        assertThatThrownBy(() -> ArchiveCheck.checkAgainstListing(List.of(warm), listing))
                .hasMessageContaining("DB-FILE-010");
        assertThatThrownBy(() -> ArchiveCheck.checkAgainstListing(List.of(delta), listing))
                .hasMessageContaining("DB-FILE-010: a ").hasMessageContaining("it is missing");
    }

    private ArchiveResult takeWarm(Clock clock) throws IOException {
        FolderArchive archive = new FolderArchive(ArchiveMode.WARM, clock, Files::newInputStream);
        try (OutputStream out = Files.newOutputStream(warm)) {
            return new WarmCopy(archive).take(source, Trees.NOTHING, work, out, taken);
        }
    }

    private Delta.Result takeDelta() throws IOException {
        try (OutputStream out = Files.newOutputStream(delta); OutputStream lines = Files.newOutputStream(listing)) {
            return new Delta().take(source, Trees.NOTHING, work, taken, out, lines);
        }
    }

    /** As RESTORE.md says: warm copy, removal, delta. */
    private Path restored() throws IOException, InterruptedException {
        Path unpacked = Trees.unpack(warm, base.resolve("unpacked"));
        Trees.run(unpacked, "bash", "-c", Listing.removalCommand(listing.toString()));
        return Trees.unpack(delta, unpacked);
    }

    private static void sameSizeAndTime(Path file, String content) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(file.resolveSibling("other"), content);
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
