package dev.domibusbackup.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.SetProblem;

/**
 * What is already done in a set that is being made: the pieces, each with its artifacts, the window it belongs to and
 * its entry in the manifest. A restarted job reads here what it can keep. One file, replaced durably after each piece,
 * so that no piece is known before its artifacts are on the disk.
 */
public final class WorkLedger {

    /**
     * A finished piece of work.
     *
     * @param key       its name among the pieces, for example {@code queue/jms.queue.DomibusDLQ}
     * @param window    id of the quiet window in which it was taken, {@code null} if outside of any
     * @param artifacts its files
     * @param entry     its entry in the manifest as JSON text, {@code null} if it has none
     */
    public record Piece(String key, String window, List<Artifact> artifacts, String entry) {

        public Piece {
            artifacts = List.copyOf(artifacts);
        }

        /** The manifest entry as the given type. */
        public <T> T entryAs(Class<T> type) {
            try {
                return Json.mapper().readValue(entry, type);
            } catch (IOException e) {
                throw new IllegalStateException("piece " + key + " holds no " + type.getSimpleName(), e);
            }
        }
    }

    private final Path file;
    private final Map<String, Piece> pieces;

    WorkLedger(Path file) {
        this.file = file;
        pieces = read(file);
    }

    /** All pieces, by key. */
    public synchronized List<Piece> pieces() {
        return List.copyOf(pieces.values());
    }

    public synchronized Optional<Piece> piece(String key) {
        return Optional.ofNullable(pieces.get(key));
    }

    /** Whether this piece is done and belongs to the given window. */
    public synchronized boolean has(String key, String window) {
        Piece piece = pieces.get(key);
        return piece != null && Objects.equals(piece.window(), window);
    }

    /** Records a finished piece durably; one that could not be written is not known. */
    public synchronized void record(Piece piece) {
        Map<String, Piece> more = new TreeMap<>(pieces);
        more.put(piece.key(), piece);
        write(more);
        pieces.put(piece.key(), piece);
    }

    /** Forgets pieces; their artifacts must be gone already. */
    synchronized void forget(List<Piece> gone) {
        gone.forEach(piece -> pieces.remove(piece.key()));
        write(pieces);
    }

    private void write(Map<String, Piece> all) {
        DurableFiles.write(file, Json.pretty(all));
    }

    private static Map<String, Piece> read(Path file) {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return Json.mapper().readValue(file.toFile(), new TypeReference<TreeMap<String, Piece>>() { });
        } catch (IOException e) {
            throw SetProblem.CATALOG_UNREADABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }
}
