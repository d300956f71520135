package dev.domibusbackup.files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurableFilesTest {

    @TempDir
    Path base;

    @Test
    void a_file_is_private_already_while_it_is_written() throws IOException {
        Path file = base.resolve("record.json");
        DurableFiles.write(file, out -> {
            assertThat(permissions(base.resolve("record.json.part"))).isEqualTo("rw-------");
            assertThat(file).doesNotExist();
            out.write('x');
            out.close();
        });
        assertThat(file).hasContent("x");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(base.resolve("record.json.part")).doesNotExist();
    }

    @Test
    void the_old_content_stays_when_writing_the_new_fails() throws IOException {
        Path file = base.resolve("record.json");
        DurableFiles.write(file, "old".getBytes());
        assertThatThrownBy(() -> DurableFiles.write(file, out -> {
            out.write("half of the n".getBytes());
            throw new IOException("No space left on device");
        })).hasMessageContaining("DB-FILE-005").hasMessageContaining("record.json cannot be written: No space left");
        assertThat(file).hasContent("old");
        assertThat(base.resolve("record.json.part")).doesNotExist();
        DurableFiles.write(file, "new".getBytes());
        assertThat(file).hasContent("new");
    }

    @Test
    void a_new_file_replaces_nothing_that_came_while_it_was_written() throws IOException {
        Path file = base.resolve("exp.xml");
        Files.writeString(base.resolve("exp.xml.part"), "another's");
        DurableFiles.writeNew(base.resolve("free.xml"), out -> out.write('x'));
        assertThat(base.resolve("free.xml")).hasContent("x");
        assertThat(permissions(base.resolve("free.xml"))).isEqualTo("rw-------");

        assertThatThrownBy(() -> DurableFiles.writeNew(file, out -> {
            out.write('x');
            Files.writeString(file, "another's");
        })).hasMessageContaining("DB-FILE-005").hasMessageContaining("exp.xml cannot be written: it exists already");
        assertThatThrownBy(() -> DurableFiles.writeNew(base.resolve("full.xml"), out -> {
            throw new IOException("No space left on device");
        })).hasMessageContaining("No space left");
        assertThat(file).hasContent("another's");
        assertThat(base.resolve("exp.xml.part")).hasContent("another's");
        assertThat(base).isDirectoryNotContaining(found -> found.getFileName().toString().contains("full"));
        assertThat(Files.list(base)).hasSize(3);
    }

    @Test
    void a_readable_file_is_replaced_by_a_private_one() throws IOException {
        Path file = Files.writeString(base.resolve("a"), "old");
        Trees.chmod(file, "rw-r--r--");
        DurableFiles.write(file, "new".getBytes());
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void a_new_file_must_be_new() throws IOException {
        Path file = base.resolve("a");
        try (FileChannel channel = DurableFiles.newPrivateFile(file)) {
            channel.force(true);
        }
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> DurableFiles.newPrivateFile(file))
                .hasMessageContaining("DB-FILE-005").hasMessageContaining("it exists already");
    }

    @Test
    void folders_are_private_and_those_that_exist_stay_as_they_are() throws IOException {
        Path existing = Files.createDirectory(base.resolve("a"));
        Trees.chmod(existing, "rwxr-xr-x");
        DurableFiles.createPrivateFolder(existing.resolve("b/c"));
        DurableFiles.createPrivateFolder(existing.resolve("b/c"));
        assertThat(permissions(existing)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(existing.resolve("b"))).isEqualTo("rwx------");
        assertThat(permissions(existing.resolve("b/c"))).isEqualTo("rwx------");
        Files.writeString(existing.resolve("file"), "");
        assertThatThrownBy(() -> DurableFiles.createPrivateFolder(existing.resolve("file")))
                .hasMessageContaining("DB-FILE-005");
    }

    @Test
    void a_tree_is_removed_without_what_its_links_point_to() throws Exception {
        Path outside = Files.createDirectory(base.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "");
        Path tree = Trees.hard(base.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("to-outside"), outside);
        Trees.run(tree, "chmod", "-R", "u+w", ".");
        DurableFiles.deleteTree(tree);
        assertThat(Trees.exists(tree)).isFalse();
        assertThat(outside.resolve("kept")).exists();
        DurableFiles.deleteTree(tree);
        Path link = Files.createSymbolicLink(base.resolve("link"), outside);
        DurableFiles.deleteTree(link);
        assertThat(Trees.exists(link)).isFalse();
        assertThat(outside.resolve("kept")).exists();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
