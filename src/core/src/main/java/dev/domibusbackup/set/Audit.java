package dev.domibusbackup.set;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.problem.SetProblem;

/** The append-only record of who did what, when, and with what result. One JSON object a line. */
public final class Audit {

    /** A set was sealed; its details hold {@link #MANIFEST_HASH}. */
    public static final String SEALED = "backup.sealed";
    /** An operator removed a set. */
    public static final String DELETED = "backup.delete";
    /** A prune removed a set. */
    public static final String PRUNED = "backup.prune";
    /** The removal of a set that a crash cut off was finished. */
    public static final String DELETION_FINISHED = "backup.delete-finished";
    static final Set<String> REMOVALS = Set.of(DELETED, PRUNED, DELETION_FINISHED);
    /** Name of the detail that holds the SHA-256 of a manifest. */
    public static final String MANIFEST_HASH = "manifestSha256";

    private static final Object APPEND = new Object();

    private final Path file;

    Audit(Path file) {
        this.file = file;
    }

    /**
     * One line.
     *
     * @param at      when
     * @param user    who: a user's name, {@code console}, or {@code recovery} for what we do by ourselves at start-up
     * @param action  what, for example {@code backup.start}
     * @param subject on which set or job
     * @param result  {@code ok}, or the code of the problem
     * @param details what else is worth keeping; no secret
     */
    public record Entry(Instant at, String user, String action, String subject, String result,
                        Map<String, String> details) {

        public Entry {
            details = details == null ? Map.of() : new TreeMap<>(details);
        }
    }

    /** Appends durably. */
    public void append(Entry entry) {
        synchronized (APPEND) {
            try (FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                byte[] json = Json.mapper().writeValueAsBytes(entry);
                ByteBuffer line = ByteBuffer.allocate(json.length + 2);
                if (isTorn()) {
                    line.put((byte) '\n');
                }
                line.put(json).put((byte) '\n').flip();
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            } catch (IOException e) {
                throw SetProblem.WRITE_FAILED.caused(e, "path", file, "reason", e.getMessage());
            }
        }
    }

    /** Whether a crash cut off the last line: what is appended must not become a part of it. */
    private boolean isTorn() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** The last entry that fits; reads all lines and keeps one. */
    public Optional<Entry> lastOf(Predicate<Entry> wanted) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = reader()) {
            Entry found = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                found = read(line).filter(wanted).orElse(found);
            }
            return Optional.ofNullable(found);
        } catch (IOException e) {
            throw SetProblem.CATALOG_UNREADABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    /** A reader that replaces what is not UTF-8: a line may have been cut off inside a character. */
    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /** The last entries, newest first. A line cut off by a crash is left out. */
    public List<Entry> last(int most) {
        Deque<String> lines = new ArrayDeque<>();
        if (!Files.exists(file)) {
            return List.of();
        }
        try (BufferedReader reader = reader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.addFirst(line);
                if (lines.size() > most) {
                    lines.removeLast();
                }
            }
            List<Entry> entries = new ArrayList<>();
            for (String line : lines) {
                read(line).ifPresent(entries::add);
            }
            return entries;
        } catch (IOException e) {
            throw SetProblem.CATALOG_UNREADABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    private static Optional<Entry> read(String line) throws IOException {
        JsonNode json;
        try {
            json = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            if (e.getLocation() != null && e.getLocation().getCharOffset() >= line.length()) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(Json.mapper().treeToValue(json, Entry.class));
    }
}
