package dev.domibusbackup.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.quiet.Phase.Kind;
import dev.domibusbackup.set.Json;

/**
 * The phase that a quiet window is in, and how long each kind of phase took the last time that it ended well:
 * {@code phases.json} in our folder of the server's data. That file is for who watches alone: without it nothing is
 * expected.
 */
final class Phases {

    private static final System.Logger LOG = System.getLogger(Phases.class.getName());
    private static final TypeReference<EnumMap<Kind, Duration>> DURATIONS = new TypeReference<>() { };

    private final Path file;
    private Phase current;

    Phases(Path ownData) {
        file = ownData.resolve("phases.json");
    }

    /** Begins a phase; whatever was going on before is not shown any more. */
    synchronized Phase begin(Kind kind, Duration bound) {
        current = new Phase(kind, Instant.now(), bound, read().get(kind));
        return current;
    }

    /**
     * Ends a phase, unless another has begun since.
     *
     * @param well whether it reached what it waited for: then its duration is what is expected the next time
     */
    synchronized void end(Phase phase, boolean well) {
        if (current == phase) {
            current = null;
        }
        if (well) {
            Map<Kind, Duration> durations = read();
            durations.put(phase.kind(), Duration.ofMillis(Duration.between(phase.since(), Instant.now()).toMillis()));
            DurableFiles.createPrivateFolder(file.getParent());
            DurableFiles.write(file, Json.pretty(durations));
        }
    }

    /** The phase that goes on now. */
    synchronized Optional<Phase> current() {
        return Optional.ofNullable(current);
    }

    private Map<Kind, Duration> read() {
        if (!Files.exists(file)) {
            return new EnumMap<>(Kind.class);
        }
        try {
            return Json.mapper().readValue(file.toFile(), DURATIONS);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read and is made anew: {1}", file, e.getMessage());
            return new EnumMap<>(Kind.class);
        }
    }
}
