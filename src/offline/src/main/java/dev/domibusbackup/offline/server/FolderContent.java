package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.domibusbackup.problem.FileProblem;

/** What lies directly in a folder. */
final class FolderContent {

    private FolderContent() {
    }

    /** Its entries by name; none if there is no such folder. */
    static List<Path> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", folder, "reason", e.toString());
        }
    }
}
