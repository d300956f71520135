package dev.domibusbackup.files;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderArchiveTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path base;
    private Path source;
    private Path work;
    private Path archive;

    @BeforeEach
    void folders() throws IOException {
        source = Files.createDirectory(base.resolve("source"));
        work = Files.createDirectory(base.resolve("work"));
        archive = base.resolve("a.tar.gz");
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
    void a_tree_with_everything_hard_unpacked_by_gnu_tar_equals_its_source() throws Exception {
        Trees.hard(source);
        ArchiveResult result = Trees.archive(source, work, archive);
        Path unpacked = Trees.unpack(archive, base.resolve("unpacked"));
        assertThat(Trees.describe(unpacked)).containsExactlyEntriesOf(Trees.describe(source));
        assertThat(result.counts()).isEqualTo(FolderSize.of(source, Trees.NOTHING));
        assertThat(result.counts().links()).isEqualTo(4);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void names_survive_a_server_that_was_started_without_a_locale() throws Exception {
        Trees.hard(source);
        ForkedJava.run("C", "64m", ArchiveMain.class, source, work, archive);
        Path unpacked = Trees.unpack(archive, base.resolve("unpacked"));
        assertThat(Trees.describe(unpacked)).containsExactlyEntriesOf(Trees.describe(source));
    }

    @Test
    void what_is_excluded_is_left_out_with_its_content() throws Exception {
        Files.createDirectories(source.resolve("work/kahadb"));
        Files.writeString(source.resolve("work/kahadb/db-1.log"), "x");
        Files.writeString(source.resolve("domibus.properties"), "y");
        try (OutputStream out = Files.newOutputStream(archive)) {
            new FolderArchive(ArchiveMode.QUIET).write(source, e -> e.path().equals("work"), work, out);
        }
        assertThat(Trees.describe(Trees.unpack(archive, base.resolve("unpacked"))).keySet())
                .containsExactly(".", "domibus.properties");
    }

    @Test
    void a_folder_that_does_not_exist_gives_an_empty_archive() throws Exception {
        ArchiveResult result = Trees.archive(source.resolve("none"), work, archive);
        assertThat(result.counts()).isEqualTo(TreeCounts.NONE);
        assertThat(Trees.run(base, "tar", "tzf", archive.toString())).isEmpty();
    }

    @Test
    void a_root_that_is_a_link_is_followed() throws Exception {
        Files.writeString(source.resolve("a"), "x");
        Path link = Files.createSymbolicLink(base.resolve("link"), source);
        Trees.archive(link, work, archive);
        assertThat(Trees.describe(Trees.unpack(archive, base.resolve("unpacked"))).keySet()).containsExactly(".", "a");
    }

    @Test
    void a_file_in_place_of_a_folder_is_a_problem() throws Exception {
        Path file = Files.writeString(source.resolve("a"), "x");
        assertThatThrownBy(() -> Trees.archive(file, work, archive)).hasMessageContaining("DB-FILE-002");
    }

    @Test
    void a_pipe_is_left_out_with_a_warning() throws Exception {
        Files.writeString(source.resolve("a"), "x");
        Trees.run(source, "mkfifo", "pipe");
        ArchiveResult result = Trees.archive(source, work, archive);
        assertThat(result.counts().others()).isEqualTo(1);
        assertThat(result.warnings()).extracting(Problem::code).containsExactly("DB-FILE-006");
        assertThat(result.warnings().get(0).fact()).contains("pipe");
        assertThat(Trees.describe(Trees.unpack(archive, base.resolve("unpacked"))).keySet()).containsExactly(".", "a");
    }

    @Test
    void a_file_that_grows_in_the_quiet_window_is_a_problem_naming_it() throws Exception {
        Files.writeString(source.resolve("a-growing"), "0123456789");
        assertThatThrownBy(() -> Trees.archive(quiet(whileReading(this::grow)), source, work, archive))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-FILE-003").hasMessageContaining("a-growing")
                .hasMessageContaining("size 10, then 15 bytes");
    }

    @Test
    void a_file_that_shrinks_in_the_quiet_window_is_a_problem_naming_it() throws Exception {
        Files.writeString(source.resolve("a"), "0123456789");
        FolderArchive.Opener half = file -> new ByteArrayInputStream(new byte[4]);
        assertThatThrownBy(() -> Trees.archive(quiet(half), source, work, archive))
                .hasMessageContaining("DB-FILE-003").hasMessageContaining("it ended after 4 of 10 bytes");
    }

    @Test
    void a_file_rewritten_in_the_quiet_window_with_its_old_size_and_time_is_a_problem() throws Exception {
        Path file = Files.writeString(source.resolve("a"), "0123456789");
        var time = Files.getLastModifiedTime(file);
        FolderArchive.Opener opener = whileReading(read -> {
            Path other = Files.writeString(source.resolve("b"), "9876543210");
            Files.setLastModifiedTime(other, time);
            Files.move(other, read, StandardCopyOption.REPLACE_EXISTING);
        });
        assertThatThrownBy(() -> Trees.archive(quiet(opener), source, work, archive))
                .hasMessageContaining("DB-FILE-003").hasMessageContaining("removed or replaced");
    }

    @Test
    void a_file_deleted_in_the_quiet_window_is_a_problem_naming_it() throws Exception {
        Files.writeString(source.resolve("a"), "x");
        assertThatThrownBy(() -> Trees.archive(quiet(whileReading(Files::delete)), source, work, archive))
                .hasMessageContaining("DB-FILE-004").hasMessageContaining("/a ");
    }

    @Test
    void a_warm_archive_stays_valid_when_files_grow_shrink_and_vanish() throws Exception {
        for (String name : new String[] {"grows", "shrinks", "stays", "vanishes-before", "vanishes-meanwhile"}) {
            Files.writeString(source.resolve(name), "0123456789");
        }
        FolderArchive.Opener opener = file -> {
            switch (file.getFileName().toString()) {
                case "grows" -> grow(file);
                case "shrinks" -> Files.writeString(file, "01");
                case "vanishes-before" -> Files.delete(file);
                case "vanishes-meanwhile" -> {
                    InputStream open = Files.newInputStream(file);
                    Files.delete(file);
                    return open;
                }
                default -> { }
            }
            return Files.newInputStream(file);
        };
        ArchiveResult result =
                Trees.archive(new FolderArchive(ArchiveMode.WARM, Trees.LATER, opener), source, work, archive);
        assertThat(result.changedFirst())
                .containsExactly("grows", "shrinks", "vanishes-before", "vanishes-meanwhile");
        assertThat(result.changed()).isEqualTo(3);
        assertThat(result.vanished()).isEqualTo(1);
        Path unpacked = Trees.unpack(archive, base.resolve("unpacked"));
        assertThat(unpacked.resolve("stays")).hasContent("0123456789");
        assertThat(unpacked.resolve("shrinks")).hasBinaryContent("01\0\0\0\0\0\0\0\0".getBytes());
    }

    @Test
    void a_warm_archive_is_valid_while_another_thread_writes_without_a_pause() throws Exception {
        Path file = Files.write(source.resolve("log"), new byte[1 << 20]);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Thread writer = new Thread(() -> append(file, stop, running));
        writer.start();
        running.await();
        ArchiveResult result;
        try {
            result = Trees.archive(new FolderArchive(ArchiveMode.WARM), source, work, archive);
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(result.changedFirst()).containsExactly("log");
        assertThat(ArchiveCheck.read(archive).counts()).isEqualTo(result.counts());
        assertThat(Trees.unpack(archive, base.resolve("unpacked")).resolve("log")).hasSize(result.counts().bytes());
    }

    @Test
    void a_file_that_may_not_be_read_is_a_problem_in_both_modes() throws Exception {
        Files.writeString(source.resolve("a"), "x");
        FolderArchive.Opener refused = file -> {
            throw new AccessDeniedException(file.toString());
        };
        for (ArchiveMode mode : ArchiveMode.values()) {
            FolderArchive how = new FolderArchive(mode, Trees.LATER, refused);
            assertThatThrownBy(() -> Trees.archive(how, source, work, archive))
                    .hasMessageContaining("DB-FILE-001").hasMessageContaining("/a cannot be read: permission denied");
        }
    }

    @Test
    void a_full_disk_is_named_as_such_and_not_as_an_unreadable_file() throws Exception {
        Files.write(source.resolve("a"), new byte[4 << 20]);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> new FolderArchive(ArchiveMode.QUIET).write(source, Trees.NOTHING, work, full))
                .hasMessageContaining("DB-FILE-005").hasMessageContaining("No space left on device");
    }

    /** Archives what its arguments name; run with another locale. */
    static final class ArchiveMain {
        public static void main(String[] args) throws IOException {
            Trees.archive(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        }
    }

    private interface Act {
        void on(Path file) throws IOException;
    }

    private void grow(Path file) throws IOException {
        Files.writeString(file, "01234", StandardOpenOption.APPEND);
    }

    private static FolderArchive quiet(FolderArchive.Opener opener) {
        return new FolderArchive(ArchiveMode.QUIET, Trees.LATER, opener);
    }

    private static FolderArchive.Opener whileReading(Act act) {
        return file -> new FilterInputStream(Files.newInputStream(file)) {
            private boolean done;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (!done) {
                    done = true;
                    act.on(file);
                }
                return super.read(bytes, offset, length);
            }
        };
    }

    private static void append(Path file, AtomicBoolean stop, CountDownLatch running) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            while (!stop.get() && Files.size(file) < 256 << 20) {
                out.write(new byte[100]);
                running.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
