package dev.domibusbackup.harness.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.domibusbackup.harness.Await;

/**
 * A server's log from some point on.
 *
 * @param file need not exist yet
 * @param from bytes that are passed over
 */
public record ServerLog(Path file, long from) {

    /** What will be written from now on. */
    static ServerLog fromNow(Path file) {
        try {
            return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line in which the pattern is found. */
    public Optional<String> find(Pattern pattern) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(pattern.asPredicate()).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line in which the pattern is found. */
    public String await(Pattern pattern, Duration bound) {
        return Await.value("a line with " + pattern + " in " + file, bound, () -> find(pattern));
    }
}
