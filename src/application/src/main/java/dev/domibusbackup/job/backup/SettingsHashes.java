package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.set.Hashes;

/** Hashes of the server's settings, to see at the end whether somebody changed them meanwhile. */
record SettingsHashes(Map<Path, String> hashes) {

    static SettingsHashes of(ServerFiles files) {
        Map<Path, String> hashes = new TreeMap<>();
        for (Path place : files.hashed()) {
            if (Files.isRegularFile(place)) {
                try {
                    hashes.put(place, Hashes.of(place));
                } catch (IOException e) {
                    throw FileProblem.NOT_READABLE.caused(e, "path", place, "reason", e.getMessage());
                }
            }
        }
        return new SettingsHashes(hashes);
    }

    /** The files that differ between the two. */
    List<Path> differences(SettingsHashes later) {
        return Stream.concat(hashes.keySet().stream(), later.hashes.keySet().stream()).distinct()
                .filter(file -> !Objects.equals(hashes.get(file), later.hashes.get(file))).toList();
    }
}
