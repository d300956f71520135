package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collections of a JVM, from the log that its option {@code -Xlog:gc} writes. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    private final Path file;

    GcLog(Path file) {
        this.file = file;
    }

    /** Makes a JVM write this log. */
    String option() {
        return "-Xlog:gc:file=" + file;
    }

    /** A collection: MiB used before and after. What is used after it may still be garbage, but not more than that. */
    record Pause(long before, long after) {
    }

    /** All collections so far. */
    List<Pause> pauses() {
        try {
            return Files.readAllLines(file).stream().map(PAUSE::matcher).filter(Matcher::find)
                    .map(found -> new Pause(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MiB that a collection left at most, of all but the first so many; {@code otherwise} when there was none. */
    long held(int first, long otherwise) {
        List<Pause> pauses = pauses();
        return pauses.subList(first, pauses.size()).stream().mapToLong(Pause::after).max().orElse(otherwise);
    }
}
