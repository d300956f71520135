package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.Json;

/** That a restore of the server's files has begun, written down before the first of them moves. */
final class RestoreJournal {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;

    RestoreJournal(Path base) {
        file = base.resolve("domibus-backup-restore.json");
    }

    /**
     * What is written down.
     *
     * @param set  id of the set that is restored
     * @param time end of the names of what is kept
     */
    record Begun(String set, String time) {
    }

    /** The time of the restore of this set that was begun before, or of one that begins now. */
    Begun begunOrNew(String set) {
        if (!Files.exists(file)) {
            return new Begun(set, TIME.format(Instant.now()));
        }
        Begun begun;
        try {
            begun = Json.mapper().readValue(file.toFile(), Begun.class);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getClass().getSimpleName());
        }
        if (!begun.set().equals(set)) {
            throw OfflineProblem.OTHER_UNFINISHED.exception("id", begun.set(), "file", file);
        }
        return begun;
    }

    void begin(Begun begun) {
        DurableFiles.write(file, Json.pretty(begun));
    }

    void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", file, "reason", e.toString());
        }
        DurableFiles.syncFolder(file.getParent());
    }
}
