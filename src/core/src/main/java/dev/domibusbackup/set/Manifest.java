package dev.domibusbackup.set;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.problem.Problem;

/**
 * The truth about a backup set, as {@code manifest.json}. Written once, at the seal. All times are UTC instants.
 *
 * @param format       {@code major.minor} of the set's format
 * @param id           the set
 * @param product      version of Domibus Backup that made it
 * @param createdBy    who asked for it: a user's name, or {@code console}
 * @param job          UUID of the job
 * @param createdAt    when the job began
 * @param sealedAt     when the set was sealed
 * @param installation what was discovered, without secrets
 * @param quietWindow  the window, and the cut that the set stands for
 * @param components   the components taken; all others were left out on request
 * @param queues       every queue of the component messages
 * @param databases    every schema
 * @param folders      every folder of files
 * @param tools        programs used and their versions
 * @param warnings     what the operator should know; the set is whole all the same
 * @param artifacts    every file of the set but this one, SHA256SUMS and RESTORE.md
 */
public record Manifest(String format, SetId id, String product, String createdBy, String job, Instant createdAt,
                       Instant sealedAt, JsonNode installation, QuietWindowTimes quietWindow,
                       List<Component> components, List<QueueEntry> queues, List<DatabaseEntry> databases,
                       List<FolderEntry> folders, Map<String, String> tools, List<Problem> warnings,
                       List<Artifact> artifacts) {

    /** The format this version writes. It reads every format with the same major number. */
    public static final String FORMAT = "1.0";

    public Manifest {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(id, "id");
        components = List.copyOf(components);
        queues = List.copyOf(queues);
        databases = List.copyOf(databases);
        folders = List.copyOf(folders);
        warnings = List.copyOf(warnings);
        artifacts = List.copyOf(artifacts);
    }

    /**
     * The quiet window in which the set was taken.
     *
     * @param id          the window
     * @param openedAt    when Domibus was asked to stop
     * @param cutAt       the moment the set stands for
     * @param closedAt    when everything of the window was undone; absent when Domibus was left stopped on request
     * @param unavailable from the request to stop until Domibus answered again; absent as above
     */
    public record QuietWindowTimes(String id, Instant openedAt, Instant cutAt, Instant closedAt,
                                   Duration unavailable) {
    }

    /**
     * A queue and its reconciliation with the broker.
     *
     * @param name            broker name
     * @param resource        name in the server's model
     * @param logicalName     Domibus's own name, absent for queues that are not Domibus's
     * @param artifact        the message file
     * @param ready           ready at the cut, as the broker says
     * @param scheduled       scheduled at the cut, as the broker says
     * @param taken           messages in the file
     * @param expired         expired after the cut and therefore not in the file
     * @param arrivedAfterCut arrived after the cut; still in the queue, not in the file
     * @param committedLate   sent before the cut but committed after it; in the file
     */
    public record QueueEntry(String name, String resource, String logicalName, String artifact, long ready,
                             long scheduled, long taken, long expired, long arrivedAfterCut, long committedLate) {

        public QueueEntry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(artifact, "artifact");
        }
    }

    /**
     * A schema and what the database said it holds.
     *
     * @param schema    its name
     * @param domain    the domain it belongs to, absent for the general schema
     * @param engine    {@code mysql} or {@code oracle}
     * @param server    version of the database server
     * @param charset   default character set
     * @param collation default collation
     * @param artifact  the dump
     * @param rows      rows by table, equal in database and dump
     * @param objects   views, routines, triggers, events by kind: their number
     */
    public record DatabaseEntry(String schema, String domain, String engine, String server, String charset,
                                String collation, String artifact, Map<String, Long> rows,
                                Map<String, Long> objects) {

        public DatabaseEntry {
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(engine, "engine");
            Objects.requireNonNull(artifact, "artifact");
            rows = new TreeMap<>(Map.copyOf(rows));
            objects = new TreeMap<>(Map.copyOf(objects));
        }

        /** What a restore of it needs and must find afterwards. */
        public ExpectedSchema expected() {
            Map<ObjectKind, Long> counts = new EnumMap<>(ObjectKind.class);
            objects.forEach((kind, count) -> counts.put(ObjectKind.valueOf(kind.toUpperCase(Locale.ROOT)), count));
            return new ExpectedSchema(schema, server, charset, collation, new TreeMap<>(rows), counts);
        }
    }

    /**
     * A folder of files.
     *
     * @param path      where it lay, absolute
     * @param component its component
     * @param kind      what it is: {@code payload}, {@code earchive}, {@code temporary}, {@code fs-plugin},
     *                  {@code configuration}, {@code kahadb} …
     * @param domain    its domain, absent if it belongs to none
     * @param archive   the archive
     * @param delta     what changed between archive and cut, absent if the archive was taken in the window
     * @param listing   the full listing at the cut, absent likewise
     * @param files     files at the cut
     * @param bytes     their size at the cut
     */
    public record FolderEntry(String path, Component component, String kind, String domain, String archive,
                              String delta, String listing, long files, long bytes) {

        public FolderEntry {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(archive, "archive");
            if ((delta == null) != (listing == null)) {
                throw new IllegalArgumentException("a delta goes with a listing: " + archive);
            }
        }
    }
}
