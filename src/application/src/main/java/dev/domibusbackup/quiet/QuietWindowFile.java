package dev.domibusbackup.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Json;

/** The record of the quiet window on disk: {@code quiet-window.json} in our folder of the server's data. */
public final class QuietWindowFile {

    private final Path file;

    public QuietWindowFile(Path ownData) {
        file = ownData.resolve("quiet-window.json");
    }

    Optional<QuietWindowRecord> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(file.toFile(), QuietWindowRecord.class));
        } catch (IOException e) {
            throw QuietProblem.RECORD_UNREADABLE.caused(e, "file", file, "reason", e.getClass().getSimpleName());
        }
    }

    void write(QuietWindowRecord record) {
        DurableFiles.createPrivateFolder(file.getParent());
        DurableFiles.write(file, Json.pretty(record));
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
            DurableFiles.syncFolder(file.getParent());
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", file, "reason", e.getMessage());
        }
    }
}
