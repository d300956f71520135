package dev.domibusbackup.files;

import dev.domibusbackup.problem.Problem;
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
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchiveCheckTest {

    @TempDir
    Path base;
    private Path source;
    private Path archive;

    @BeforeEach
    void folders() throws IOException {
        source = Files.createDirectory(base.resolve("source"));
        archive = base.resolve("a.tar.gz");
    }

    @Test
    void an_archive_holds_what_its_writing_counted() throws IOException {
        Files.createDirectories(source.resolve("sub/empty"));
        Files.write(source.resolve("sub/random"), random(300_000));
        Files.createSymbolicLink(source.resolve("sub/inside"), Path.of("../sub/random"));
        ArchiveResult written = Trees.archive(source, base, archive);
        ArchiveCheck.Content content = ArchiveCheck.read(archive);
        assertThat(content.counts()).isEqualTo(written.counts()).isEqualTo(new TreeCounts(1, 3, 1, 0, 300_000));
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void an_archive_cut_anywhere_is_damaged() throws IOException {
        Files.write(source.resolve("random"), random(50_000));
        Trees.archive(source, base, archive);
        byte[] whole = Files.readAllBytes(archive);
        for (int length : new int[] {0, 1, 20, 1000, whole.length / 2, whole.length - 40, whole.length - 8,
                whole.length - 1}) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ArchiveCheck.read(archive)).as("%d bytes", length)
                    .hasMessageContaining("DB-FILE-007").hasMessageContaining("a.tar.gz");
        }
    }

    @Test
    void an_archive_with_one_flipped_bit_is_damaged() throws IOException {
        Files.write(source.resolve("random"), random(50_000));
        Trees.archive(source, base, archive);
        byte[] whole = Files.readAllBytes(archive);
        for (int at : new int[] {2, whole.length / 3, whole.length / 2, whole.length - 6}) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(archive, flipped);
            assertThatThrownBy(() -> ArchiveCheck.read(archive)).as("byte %d", at)
                    .hasMessageContaining("DB-FILE-007");
        }
    }

    @Test
    void bytes_after_the_end_of_an_archive_are_damage() throws IOException {
        Files.write(source.resolve("random"), random(50_000));
        Trees.archive(source, base, archive);
        ArchiveCheck.read(archive);
        Files.write(archive, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ArchiveCheck.read(archive)).hasMessageContaining("DB-FILE-007");
    }

    @Test
    void a_link_that_points_out_is_a_warning_and_one_that_stays_inside_is_none() throws IOException {
        Files.createDirectories(source.resolve("sub"));
        Files.createSymbolicLink(source.resolve("sub/absolute"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(source.resolve("sub/inside"), Path.of("../x"));
        Files.createSymbolicLink(source.resolve("sub/up"), Path.of("../../x"));
        Trees.archive(source, base, archive);
        assertThat(ArchiveCheck.read(archive).warnings()).extracting(Problem::code)
                .containsExactly("DB-FILE-011", "DB-FILE-011");
        assertThat(ArchiveCheck.read(archive).warnings().get(1).fact()).contains("sub/up").contains("../../x");
    }

    @Test
    void paths_that_lead_out_are_refused() throws IOException {
        for (String path : new String[] {"/etc/passwd", "../x", "./a/../../x"}) {
            foreign(new TarArchiveEntry(path, true));
            assertThatThrownBy(() -> ArchiveCheck.read(archive)).as(path)
                    .hasMessageContaining("DB-FILE-008").hasMessageContaining(path);
        }
    }

    @Test
    void a_hard_link_and_an_entry_below_a_link_are_refused() throws IOException {
        TarArchiveEntry hard = new TarArchiveEntry("./a", TarConstants.LF_LINK);
        hard.setLinkName("/etc/passwd");
        foreign(hard);
        assertThatThrownBy(() -> ArchiveCheck.read(archive)).hasMessageContaining("DB-FILE-008");

        TarArchiveEntry link = new TarArchiveEntry("./a", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc");
        foreign(link, new TarArchiveEntry("./a/passwd"));
        assertThatThrownBy(() -> ArchiveCheck.read(archive))
                .hasMessageContaining("DB-FILE-008").hasMessageContaining("a/passwd");
    }

    @Test
    void entries_twice_or_of_an_unknown_kind_are_damage() throws IOException {
        foreign(new TarArchiveEntry("./a"), new TarArchiveEntry("./a"));
        assertThatThrownBy(() -> ArchiveCheck.read(archive)).hasMessageContaining("a is out of order");
        foreign(new TarArchiveEntry("./a", TarConstants.LF_FIFO));
        assertThatThrownBy(() -> ArchiveCheck.read(archive)).hasMessageContaining("never archived");
    }

    private void foreign(TarArchiveEntry... entries) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
