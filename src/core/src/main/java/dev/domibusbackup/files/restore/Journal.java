package dev.domibusbackup.files.restore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.json.CanonicalConstructors;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a restore of files came; written durably before each step that it tells of. Paths are text as in listings.
 *
 * @param id      the restore
 * @param times   of its plan
 * @param state   what is done with all targets
 * @param targets the targets, in the order in which they are swapped
 */
record Journal(String id, FileTimes times, RestoreState state, List<Target> targets) {

    static final String NAME = "restore-files.json";

    /** This package lies below {@code set}, which has the mapper of the product. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(AnnotationIntrospector.pair(
                    new JacksonAnnotationIntrospector(), new CanonicalConstructors()))
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    Journal {
        targets = List.copyOf(targets);
    }

    /** How a target is replaced. */
    enum Layout {
        /** The folder is renamed away and the new one takes its name. */
        WHOLE,
        /** Each thing in it is renamed away, and the new ones take their names. */
        CHILDREN,
        /** Single files in folders that stay. */
        FILES
    }

    /** How far {@link Layout#CHILDREN} came; for the other layouts the names on the disk tell. */
    enum Phase {
        READY, AWAY, IN, KEEP, SWAPPED, BACK_KEEP, BACK_IN, BACK_AWAY
    }

    /**
     * Attributes of the root of a target.
     *
     * @param mode    permissions
     * @param uid     owner
     * @param gid     group
     * @param seconds modification time
     * @param nanos   and its fraction
     */
    record Root(int mode, long uid, long gid, long seconds, int nanos) {

        static Root of(FileEntry entry) {
            return new Root(entry.mode(), entry.uid(), entry.gid(), entry.modified().getEpochSecond(),
                    entry.modified().getNano());
        }

        FileEntry entry() {
            return new FileEntry(FileEntry.ROOT, FileEntry.Type.FOLDER, 0, Instant.ofEpochSecond(seconds, nanos),
                    Instant.EPOCH, 0, mode, uid, gid, "");
        }
    }

    /**
     * One target.
     *
     * @param planned  what was planned for it
     * @param layout   how it is replaced
     * @param staged   whether what comes is complete and on the disk
     * @param phase    see there
     * @param kept     what existed of that which is kept
     * @param created  folders that were made for single files
     * @param original attributes of the root before the restore, {@code null} when there was none
     * @param restored and after it
     */
    record Target(Planned planned, Layout layout, boolean staged, Phase phase, List<String> kept, List<String> created,
                  Root original, Root restored) {

        Target {
            kept = List.copyOf(kept);
            created = List.copyOf(created);
        }

        String place() {
            return planned.place();
        }

        Target withStaged(boolean done, Root root) {
            return new Target(planned, layout, done, phase, kept, created, original, root);
        }

        Target withPhase(Phase next) {
            return new Target(planned, layout, staged, next, kept, created, original, restored);
        }

        Target withCreated(List<String> folders) {
            return new Target(planned, layout, staged, phase, kept, folders, original, restored);
        }
    }

    /** The plan that the journal was begun with. */
    RestorePlan plan() {
        return new RestorePlan(id, targets.stream().map(target -> target.planned().target()).toList(), times);
    }

    /**
     * A plan that was made again, with what stays in the folders as it was when the restore began: what is told of them
     * now may be half of the one configuration and half of the other.
     *
     * @param again has the same places
     */
    RestorePlan goingOn(RestorePlan again) {
        List<RestoreTarget> now = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            RestoreTarget begun = targets.get(i).planned().target();
            now.add(new RestoreTarget(begun.place(), begun.share(), again.targets().get(i).sources(), begun.kept()));
        }
        return new RestorePlan(id, now, again.times());
    }

    static Optional<Journal> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(file), Journal.class));
        } catch (JsonProcessingException e) {
            throw unreadable(file, e, e.getOriginalMessage());
        } catch (IOException e) {
            throw unreadable(file, e, Reason.of(e));
        }
    }

    void write(Path file) {
        try {
            DurableFiles.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal can be written as JSON", e);
        }
    }

    private static RuntimeException unreadable(Path file, IOException e, String reason) {
        return RestoreFilesProblem.JOURNAL_UNREADABLE.caused(e, "journal", PathText.of(file), "reason", reason);
    }
}
