package dev.domibusbackup.files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListingTest {

    private static final int MANY = 200_000;

    @TempDir
    Path base;

    @Test
    void a_folder_comes_first_then_its_content_then_its_sibling() throws IOException {
        Path source = Files.createDirectories(base.resolve("s"));
        for (String folder : List.of("a", "a-b", "a.b", "a/b/c", "-", "\u00e9")) {
            Files.createDirectories(source.resolve(folder));
        }
        assertThat(paths(source)).containsExactly(".", "-", "a", "a/b", "a/b/c", "a-b", "a.b", "\u00e9");
    }

    @Test
    void the_lines_can_be_read_with_cut_and_equal_what_stat_says() throws Exception {
        Path source = Files.createDirectories(base.resolve("s"));
        Files.writeString(source.resolve("one"), "12345");
        Trees.chmod(source.resolve("one"), "rw-r-----");
        Path file = base.resolve("l.gz");
        try (Listing listing = Listing.take(source, ArchiveMode.QUIET, Trees.NOTHING, base);
                OutputStream out = Files.newOutputStream(file)) {
            listing.writeGzip(out);
        }
        assertThat(Trees.run(base, "bash", "-c", "zcat l.gz | tail -1 | cut -f1-8,10"))
                .isEqualTo("f\t" + Trees.run(source, "stat", "--printf=%s\t%.9Y\t%.9Z\t%i\t%a\t%u\t%g\t%n\n", "one"));
    }

    @Test
    void every_byte_of_a_name_survives_its_text() {
        byte[] bytes = new byte[255];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        for (byte[] name : List.of(bytes, "\u00e9\u4e2d\ud83d\ude00".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xC3}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x'},
                "\\0101".getBytes(StandardCharsets.UTF_8))) {
            String text = PathText.of(name);
            assertThat(PathText.bytes(text)).isEqualTo(name);
            assertThat(text.chars()).noneMatch(Character::isISOControl);
        }
        assertThat(PathText.of("\u00e9\n\\".getBytes(StandardCharsets.UTF_8))).isEqualTo("\u00e9\\0012\\0134");
    }

    @Test
    void a_line_is_read_as_it_was_written() throws Exception {
        Path source = Trees.hard(base.resolve("s"));
        try (Listing listing = Listing.take(source, ArchiveMode.QUIET, Trees.NOTHING, base);
                ListingReader entries = listing.entries()) {
            while (entries.hasNext()) {
                FileEntry entry = entries.next();
                assertThat(FileEntry.of(source, entry.in(source))).isEqualTo(entry);
            }
        } finally {
            Trees.run(base, "chmod", "-R", "u+w", ".");
        }
    }

    @Test
    void a_listing_that_is_damaged_or_out_of_order_is_refused_naming_the_line() throws IOException {
        Path source = Files.createDirectories(base.resolve("s"));
        Files.writeString(source.resolve("a"), "");
        Files.writeString(source.resolve("b"), "");
        List<String> lines = new ArrayList<>();
        try (Listing listing = Listing.take(source, ArchiveMode.QUIET, Trees.NOTHING, base);
                ListingReader entries = listing.entries()) {
            entries.forEachRemaining(entry -> lines.add(EntryLine.of(entry)));
        }
        refused(List.of(lines.get(0), lines.get(2), lines.get(1)), "Line 3", "out of order");
        refused(List.of(lines.get(0), lines.get(1), lines.get(1)), "Line 3", "out of order");
        refused(List.of(lines.get(0), "x" + lines.get(1)), "Line 2", "no type");
        refused(List.of(lines.get(0), "f\t1"), "Line 2", "2 fields");
    }

    @Test
    void a_flat_folder_of_200000_files_needs_little_memory() throws Exception {
        Path memory = Path.of("/dev/shm");
        Path place = Files.createTempDirectory(Files.isWritable(memory) ? memory : base, "flat-");
        try {
            Path flat = Files.createDirectory(place.resolve("flat"));
            String padding = "p".repeat(60);
            for (int i = 0; i < MANY; i++) {
                Files.createFile(flat.resolve(Integer.reverse(i) + padding));
            }
            Path work = Files.createDirectory(place.resolve("work"));
            String said = ForkedJava.run("C.UTF-8", "24m", FlatMain.class, flat, work);
            assertThat(said).contains("files " + MANY + " " + MANY + " delta 0");
        } finally {
            DurableFiles.deleteTree(place);
        }
    }

    /** Warm copy, delta and check of a folder, within whatever heap there is. */
    static final class FlatMain {
        public static void main(String[] args) throws IOException {
            Path work = Path.of(args[1]);
            Path flat = Path.of(args[0]);
            Path warm = work.resolve("w.tar.gz");
            Path delta = work.resolve("d.tar.gz");
            Path listing = work.resolve("l.gz");
            ArchiveResult copied;
            Delta.Result result;
            try (OutputStream out = Files.newOutputStream(warm)) {
                copied = new WarmCopy(new FolderArchive(ArchiveMode.WARM, Trees.LATER, Files::newInputStream))
                        .take(flat, Trees.NOTHING, work, out, work.resolve("taken.gz"));
            }
            try (OutputStream out = Files.newOutputStream(delta); OutputStream lines = Files.newOutputStream(listing)) {
                result = new Delta().take(flat, Trees.NOTHING, work, work.resolve("taken.gz"), out, lines);
            }
            TreeCounts checked = ArchiveCheck.checkAgainstListing(List.of(warm, delta), listing);
            System.out.println("files " + copied.counts().files() + " " + checked.files()
                    + " delta " + result.archive().counts().files());
        }
    }

    private List<String> paths(Path source) {
        List<String> paths = new ArrayList<>();
        try (Listing listing = Listing.take(source, ArchiveMode.QUIET, Trees.NOTHING, base);
                ListingReader entries = listing.entries()) {
            entries.forEachRemaining(entry -> paths.add(entry.path()));
        }
        return paths;
    }

    private void refused(List<String> lines, String... facts) throws IOException {
        Path file = Files.write(base.resolve("listing"), lines);
        assertThatThrownBy(() -> {
            try (ListingReader entries = ListingReader.open(file)) {
                entries.forEachRemaining(entry -> { });
            }
        }).hasMessageContaining("DB-FILE-009").hasMessageContaining(facts[0]).hasMessageContaining(facts[1]);
    }
}
