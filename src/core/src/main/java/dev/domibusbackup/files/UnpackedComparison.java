package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares what was unpacked with the archive it came from. */
final class UnpackedComparison {

    private final Path root;

    UnpackedComparison(Path root) {
        this.root = root;
    }

    void visit(FileEntry entry, ArchiveReader archive) {
        Path file = entry.in(root);
        try {
            FileEntry found = FileEntry.read(file, entry.path());
            if (found.type() != entry.type() || found.size() != entry.size()
                    || !found.target().equals(entry.target())) {
                throw differs(file, "it is " + found.type() + " of " + found.size() + " bytes");
            }
            if (entry.type() == FileEntry.Type.FILE) {
                content(file, archive);
            }
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(file), "reason", Reason.of(e));
        }
    }

    private static void content(Path file, ArchiveReader archive) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            archive.content((bytes, length) -> {
                try {
                    byte[] read = in.readNBytes(length);
                    if (!Arrays.equals(read, 0, read.length, bytes, 0, length)) {
                        throw differs(file, "its content");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static RuntimeException differs(Path file, String difference) {
        return RestoreFilesProblem.UNPACKED_DIFFERS.exception("path", PathText.of(file), "difference", difference);
    }
}
