package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.problem.FileProblem;

/**
 * The arguments that the server of a set was started with. They may hold passwords: none of them is ever printed.
 *
 * @param lines one argument each
 */
record StartupFacts(List<String> lines) {

    /** Where they lie in a set. */
    static final String ARTIFACT = "server/startup-arguments.txt";
    /** What the start script or the server itself sets. */
    private static final String OF_THE_SCRIPT = "(-Djboss\\.|-Dorg\\.jboss\\.|-Dlogging\\.|--).*";

    StartupFacts {
        lines = List.copyOf(lines);
    }

    /** Those of a set's folder; none when it has none. */
    static StartupFacts of(Path set) {
        Path file = set.resolve(ARTIFACT);
        try {
            return new StartupFacts(Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.toString());
        }
    }

    /** System properties by name. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith("-D") && equals > 0) {
                properties.put(line.substring(2, equals), line.substring(equals + 1));
            }
        }
        return properties;
    }

    /** Those that have to be given to the start script, in standalone.conf for example. */
    List<String> toGive() {
        return lines.stream().filter(line -> !line.isBlank() && !line.matches(OF_THE_SCRIPT)).toList();
    }

    @Override
    public String toString() {
        return lines.size() + " arguments";
    }
}
