package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns values of properties into paths. */
final class Paths {

    private static final Pattern FILE_URL = Pattern.compile("file:(?://(?=/))?(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*", Pattern.DOTALL);

    private Paths() {
    }

    /** Whether the value is a URL of something that is no local file. */
    static boolean isRemote(String value) {
        Matcher scheme = SCHEME.matcher(value);
        return scheme.matches() && !scheme.group(1).equalsIgnoreCase("file");
    }

    /** A local path, absolute and normalised, from a plain path or a {@code file:} URL; else empty with a problem. */
    static Optional<Path> absolute(String property, String value, Findings findings) {
        Optional<Path> path = tryAbsolute(value);
        if (path.isEmpty()) {
            findings.problem(DomibusProblem.PATH_INVALID, "property", property, "path", Redaction.text(value));
        }
        return path;
    }

    /** A local path, absolute and normalised; empty if the value is none. */
    static Optional<Path> tryAbsolute(String value) {
        try {
            Path path = Path.of(withoutScheme(value));
            return path.isAbsolute() ? Optional.of(path.normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String withoutScheme(String value) {
        Matcher url = FILE_URL.matcher(value);
        if (!url.matches()) {
            return value;
        }
        // Spring and Commons VFS take file URLs with blanks too, which are no URIs
        String path = url.group(1).replaceFirst("^/+", "/");
        return path.indexOf('%') >= 0 && path.indexOf(' ') < 0 ? decoded(path) : path;
    }

    private static String decoded(String path) {
        try {
            return URI.create("file://" + path).getPath();
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** With symbolic links resolved; the path itself, with a problem, if that is not possible. */
    static Path real(String property, Path path, Findings findings) {
        if (!Files.exists(path)) {
            return path;
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            findings.problem(DomibusProblem.PATH_NOT_READABLE, "path", path, "property", property,
                    "reason", Reasons.of(e));
            return path;
        }
    }
}
