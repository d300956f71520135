package dev.domibusbackup.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.PartialSet;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.SetId;
import dev.domibusbackup.set.Sets;
import dev.domibusbackup.set.WorkLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what RESTORE.md says, command by command as they stand there. */
class RestoreByHandTest {

    private static final String ARCHIVE = "payloads/all-payload.tar.gz";
    private static final String DELTA = "payloads/all-payload.delta.tar.gz";
    private static final String LISTING = "payloads/all-payload.listing.gz";

    @TempDir(cleanup = CleanupMode.NEVER)
    Path base;
    private Path source;
    private Path target;
    private PartialSet set;

    @BeforeEach
    void folders() {
        source = base.resolve("source");
        target = base.resolve("it's 100% \"there\"\nand `here`");
        set = new Repository(base.resolve("repository")).partial(new SetId("20261122T101500123Z-by-hand"));
    }

    @AfterEach
    void clean() throws IOException, InterruptedException {
        Trees.run(Path.of("/"), "chmod", "-R", "u+w", base.toString());
        DurableFiles.deleteTree(base);
    }

    @Test
    void a_folder_restored_by_the_instructions_is_as_it_was_at_the_cut() throws Exception {
        Trees.hard(source);
        Files.writeString(source.resolve("stays"), "stays");
        Files.createDirectories(source.resolve("turns-to-file/below"));
        Files.writeString(source.resolve("turns-to-folder"), "x");
        BackupSet sealed = taken(() -> {
            Files.delete(source.resolve("line\nbreak"));
            Files.delete(source.resolve("back\\slash"));
            Files.delete(source.resolve("with space"));
            Files.delete(source.resolve("quote'\"`$(x)"));
            Files.delete(Trees.notUtf8(source));
            Files.writeString(source.resolve("a"), "longer than it was");
            Files.writeString(source.resolve("new 'one'\nwith\\all"), "new");
            Files.delete(source.resolve("turns-to-file/below"));
            Files.delete(source.resolve("turns-to-file"));
            Files.writeString(source.resolve("turns-to-file"), "now a file");
            Files.delete(source.resolve("turns-to-folder"));
            Files.createDirectories(source.resolve("turns-to-folder/below"));
        });
        Map<String, String> cut = Trees.describe(source);
        Files.createDirectories(target.resolve("was there"));
        for (String block : folderBlocks(sealed)) {
            Trees.run(sealed.folder(), "bash", "-e", "-c", block);
        }
        assertThat(Trees.describe(target)).containsExactlyEntriesOf(cut);
        try (Stream<Path> beside = Files.list(base)) {
            assertThat(beside.filter(path -> path.getFileName().toString()
                    .startsWith(target.getFileName() + ".before-restore-")).toList()).singleElement()
                    .satisfies(aside -> assertThat(aside.resolve("was there")).isDirectory());
        }
    }

    @Test
    void nothing_is_removed_when_the_listing_is_damaged_or_the_folder_is_not_there() throws Exception {
        Trees.hard(source);
        BackupSet sealed = taken(() -> Files.delete(source.resolve("a")));
        List<String> blocks = folderBlocks(sealed);
        String removal = blocks.get(2).lines().filter(line -> line.contains("rm -d")).findFirst().orElseThrow();
        assertThat(blocks.get(2)).contains(removal);
        Process outside = new ProcessBuilder("bash", "-c", blocks.get(2)).directory(sealed.folder().toFile())
                .redirectErrorStream(true).start();
        outside.getInputStream().readAllBytes();
        assertThat(outside.waitFor()).isNotZero();
        assertThat(sealed.folder().resolve(ARCHIVE)).exists();

        Trees.run(sealed.folder(), "bash", "-e", "-c", blocks.get(1));
        Map<String, String> warm = Trees.describe(target);
        Path listing = sealed.folder().resolve(LISTING);
        byte[] whole = Files.readAllBytes(listing);
        Files.write(listing, Arrays.copyOf(whole, whole.length / 2));
        Process damaged = new ProcessBuilder("bash", "-e", "-c", blocks.get(2)).directory(sealed.folder().toFile())
                .redirectErrorStream(true).start();
        damaged.getInputStream().readAllBytes();
        assertThat(damaged.waitFor()).isNotZero();
        assertThat(Trees.describe(target)).containsExactlyEntriesOf(warm);
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Warm copy, change, delta, seal. */
    private BackupSet taken(Change change) throws IOException {
        Path listing = set.workFolder().resolve("taken.gz");
        Artifact warm;
        try (ArtifactOutput output = set.artifact(Component.PAYLOADS, ARCHIVE)) {
            new WarmCopy(new FolderArchive(ArchiveMode.WARM, Trees.LATER, Files::newInputStream))
                    .take(source, Trees.NOTHING, set.workFolder(), output.stream(), listing);
            warm = output.commit(Map.of());
        }
        change.make();
        try (ArtifactOutput delta = set.artifact(Component.PAYLOADS, DELTA);
                ArtifactOutput entries = set.artifact(Component.PAYLOADS, LISTING)) {
            new Delta().take(source, Trees.NOTHING, set.workFolder(), listing, delta.stream(), entries.stream());
            set.ledger().record(new WorkLedger.Piece("folder/p", "w",
                    List.of(warm, delta.commit(Map.of()), entries.commit(Map.of())), null));
        }
        return set.seal(Sets.manifest(set, List.of(new Manifest.FolderEntry(target.toString(), Component.PAYLOADS,
                "payload", null, ARCHIVE, DELTA, LISTING, 1, 1))));
    }

    /** The command blocks of the part on folders. */
    private static List<String> folderBlocks(BackupSet sealed) {
        String text = sealed.instructions();
        String folders = text.substring(text.indexOf("## 2. Folders"), text.indexOf("## 6. Start"));
        List<String> blocks = Arrays.stream(folders.split("```bash\n")).skip(1)
                .map(part -> part.substring(0, part.indexOf("\n```"))).toList();
        assertThat(blocks).hasSize(3);
        return blocks;
    }

    @Test
    void single_files_and_trees_with_odd_names_join_in_one_archive() throws Exception {
        Trees.hard(source);
        Path single = Files.writeString(base.resolve("odd \\ name\nhere"), "single");
        Path archive = base.resolve("joined.tar.gz");
        try (OutputStream out = Files.newOutputStream(archive);
                JoinedArchive joined = new JoinedArchive(ArchiveMode.QUIET, out)) {
            joined.add("etc/odd \\ name\nhere", single, Trees.NOTHING, set.workFolder());
            Files.createSymbolicLink(base.resolve("link"), single);
            joined.add("followed", base.resolve("link"), Trees.NOTHING, set.workFolder());
            ArchiveResult nothing = joined.add("none", base.resolve("none"), Trees.NOTHING, set.workFolder());
            assertThat(nothing.counts()).isEqualTo(TreeCounts.NONE);
            joined.add("tr\\ee", source, Trees.NOTHING, set.workFolder());
        }
        Path unpacked = Trees.unpack(archive, base.resolve("unpacked"));
        assertThat(unpacked.resolve("etc/odd \\ name\nhere")).hasContent("single");
        assertThat(unpacked.resolve("followed")).hasContent("single").isRegularFile();
        assertThat(unpacked.resolve("none")).doesNotExist();
        assertThat(Trees.describe(unpacked.resolve("tr\\ee"))).containsExactlyEntriesOf(Trees.describe(source));
        assertThat(ArchiveCheck.read(archive).counts().files())
                .isEqualTo(FolderSize.of(source, Trees.NOTHING).files() + 2);
    }
}
