package dev.domibusbackup.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedArchiveTest {

    /** In the order of their strings, which is not that of an archive. */
    private static final List<String> NAMES = List.of("bin", "modules/system-own", "modules/system/layers/own");

    @TempDir
    Path base;
    private Path tree;
    private Path archive;

    @BeforeEach
    void tree() throws IOException {
        tree = Files.createDirectory(base.resolve("tree"));
        Files.writeString(tree.resolve("file"), "content");
        archive = base.resolve("joined.tar.gz");
    }

    @Test
    void trees_of_any_names_added_in_the_archives_order_pass_the_check() throws IOException {
        write(NAMES.stream().sorted(JoinedArchive.ORDER).toList());
        assertThat(ArchiveCheck.read(archive).counts()).isEqualTo(new TreeCounts(3, 3, 0, 0, 21));
    }

    @Test
    void trees_added_in_the_order_of_their_strings_do_not() throws IOException {
        write(NAMES);
        assertThatThrownBy(() -> ArchiveCheck.read(archive)).hasMessageContaining("out of order");
    }

    private void write(List<String> names) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                JoinedArchive joined = new JoinedArchive(ArchiveMode.QUIET, out)) {
            for (String name : names) {
                joined.add(name, tree, entry -> false, base);
            }
        }
    }
}
