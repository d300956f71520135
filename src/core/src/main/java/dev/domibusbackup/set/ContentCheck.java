package dev.domibusbackup.set;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaObject;
import dev.domibusbackup.database.mysql.DumpScanner;
import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.TreeCounts;
import dev.domibusbackup.message.MessageFileReader;
import dev.domibusbackup.message.MessageLimits;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.Manifest.FolderEntry;
import dev.domibusbackup.set.Manifest.QueueEntry;

/** Reads what artifacts hold, all of it, and holds it against the manifest. */
final class ContentCheck {

    static final String MYSQL = "mysql";
    private static final String FILES = "files";
    private static final String BYTES = "bytes";

    private final VerificationRun run;
    private long messages;
    private long rows;
    private long files;

    ContentCheck(VerificationRun run) {
        this.run = run;
    }

    long messages() {
        return messages;
    }

    long rows() {
        return rows;
    }

    long files() {
        return files;
    }

    /** Parses every message of a message file, with its body files. */
    void messages(QueueEntry entry, Artifact artifact) throws IOException {
        Path file = run.path(artifact.path());
        try (MessageFileReader reader = new MessageFileReader(file.toString(), run.open(file), file.getParent(),
                MessageLimits.DEFAULT)) {
            while (reader.hasNext()) {
                reader.next();
                messages++;
            }
            run.compare(artifact.path(), "messages", reader.count(), entry.taken());
            counts(artifact, Map.of("messages", reader.count()));
            if (!reader.queue().equals(entry.name())) {
                differs(artifact, "it holds the queue " + reader.queue() + " instead of " + entry.name());
            }
        }
    }

    /** Reads a dump to its footer and counts rows and objects. */
    void dump(DatabaseEntry entry, Artifact artifact) throws IOException {
        DumpContents found = scan(run.path(artifact.path()));
        rows += found.totalRows();
        if (!found.complete()) {
            differs(artifact, "the dump has no footer, so it was cut short");
        }
        if (!found.schema().isEmpty() && !found.schema().equals(entry.schema())) {
            differs(artifact, "it holds the schema " + found.schema() + " instead of " + entry.schema());
        }
        TreeSet<String> tables = new TreeSet<>(entry.rows().keySet());
        found.objects().stream().filter(object -> object.kind() == ObjectKind.TABLE).map(SchemaObject::name)
                .forEach(tables::add);
        for (String table : tables) {
            run.compare(artifact.path(), "rows of table " + table, found.rows().getOrDefault(table, 0L),
                    entry.rows().getOrDefault(table, 0L));
        }
        Map<String, Long> objects = new TreeMap<>(entry.objects());
        for (ObjectKind kind : ObjectKind.values()) {
            Long expected = objects.remove(kind.name().toLowerCase(Locale.ROOT));
            run.compare(artifact.path(), "objects of the kind " + kind, found.count(kind),
                    expected == null ? 0 : expected);
        }
        objects.forEach((kind, count) -> run.compare(artifact.path(), "objects of the kind " + kind, 0, count));
        counts(artifact, Map.of("rows", found.totalRows(), "tables", found.count(ObjectKind.TABLE)));
    }

    private DumpContents scan(Path dump) throws IOException {
        try (InputStream file = run.open(dump)) {
            try {
                return DumpScanner.scan(new GzipCompressorInputStream(new BufferedInputStream(file, 1 << 16), true));
            } catch (IOException | IllegalArgumentException e) {
                throw FileProblem.ARCHIVE_DAMAGED.caused(e, "archive", dump, "reason", VerificationRun.reason(e));
            }
        }
    }

    /** Reads an archive that stands for itself. */
    void archive(Artifact artifact) {
        TreeCounts found = ArchiveCheck.read(run.path(artifact.path()), run::open).counts();
        files += found.files();
        counts(artifact, Map.of(FILES, found.files(), BYTES, found.bytes()));
    }

    /** Reads the only archive of a folder. */
    void folder(FolderEntry entry, Artifact artifact) {
        TreeCounts found = ArchiveCheck.read(run.path(artifact.path()), run::open).counts();
        counts(artifact, Map.of(FILES, found.files(), BYTES, found.bytes()));
        totals(entry, artifact.path(), found);
    }

    /** Reads warm copy and delta of a folder, which together must yield its listing. */
    void joined(FolderEntry entry, Artifact listing) {
        TreeCounts found = ArchiveCheck.checkAgainstListing(
                List.of(run.path(entry.archive()), run.path(entry.delta())), run.path(entry.listing()), run::open);
        counts(listing, Map.of("entries", found.entries()));
        totals(entry, entry.listing(), found);
    }

    private void totals(FolderEntry entry, String artifact, TreeCounts found) {
        files += found.files();
        run.compare(artifact, FILES, found.files(), entry.files());
        run.compare(artifact, BYTES, found.bytes(), entry.bytes());
    }

    /** The artifact's own counts, as far as it has them. */
    private void counts(Artifact artifact, Map<String, Long> found) {
        found.forEach((unit, count) -> {
            if (artifact.counts().containsKey(unit)) {
                run.compare(artifact.path(), unit, count, artifact.counts().get(unit));
            }
        });
    }

    private void differs(Artifact artifact, String difference) {
        run.add(SetProblem.CONTENT_DIFFERS.with("artifact", artifact.path(), "id", run.id(),
                "difference", difference));
    }
}
