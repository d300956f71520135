package dev.domibusbackup.offline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.PreflightFinding;
import dev.domibusbackup.database.SchemaCensus;
import dev.domibusbackup.database.mysql.ClientProgram;
import dev.domibusbackup.database.mysql.DumpFacts;
import dev.domibusbackup.database.mysql.MySqlRestore;
import dev.domibusbackup.database.mysql.MySqlTools;
import dev.domibusbackup.database.mysql.RestorePreflight;
import dev.domibusbackup.offline.server.SealedArtifact;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.DatabaseEntry;

/** The schemas of a set, restored by the core from the command line. */
final class DatabasesRestore {

    private static final Duration QUERY = Duration.ofMinutes(2);
    /** A load takes what it takes; the operator sees its progress and can end it. */
    private static final Duration LOAD = Duration.ofDays(7);
    private static final String MARIADB = "mariadb";

    private final BackupSet set;
    private final Manifest manifest;
    private final List<DatabaseEntry> schemas;
    private final Map<String, String> names;
    private final DatabaseAddress server;
    private final DatabaseAccount account;
    private final ClientProgram client;

    /**
     * Prepares one.
     *
     * @param names  chosen schemas, each with the name that it gets; all of the set under their own when empty
     * @param server the database server; its schema is any
     * @param tools  folder of the client programs; absent for those of {@code PATH}
     */
    DatabasesRestore(BackupSet set, Map<String, String> names, DatabaseAddress server, DatabaseAccount account,
                     Optional<Path> tools) {
        this.set = set;
        this.server = server;
        this.account = account;
        manifest = set.manifest();
        schemas = chosen(set, manifest, names);
        this.names = names;
        boolean mariaDb = schemas.get(0).server().toLowerCase(Locale.ROOT).contains(MARIADB);
        client = MySqlTools.locate(tools, mariaDb).client();
    }

    private static List<DatabaseEntry> chosen(BackupSet set, Manifest manifest, Map<String, String> names) {
        List<String> known = manifest.databases().stream().map(DatabaseEntry::schema).toList();
        if (known.isEmpty()) {
            throw OfflineProblem.NOT_IN_SET.exception("id", set.id(), "what", "databases");
        }
        names.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw OfflineProblem.NOT_TAKEN.exception("id", set.id(), "what", "schema " + name, "known",
                    String.join(", ", known));
        });
        return manifest.databases().stream()
                .filter(database -> names.isEmpty() || names.containsKey(database.schema())).toList();
    }

    List<DatabaseEntry> schemas() {
        return schemas;
    }

    DatabaseAddress target(DatabaseEntry database) {
        return server.withSchema(names.getOrDefault(database.schema(), database.schema()));
    }

    /** Compressed bytes of the dumps. */
    long bytes() {
        return schemas.stream().mapToLong(database -> artifact(database).bytes()).sum();
    }

    /** Reads every dump to its end and asks the server what would hinder the restore. Changes nothing. */
    List<PreflightFinding> check(LongConsumer progress) {
        List<PreflightFinding> findings = new ArrayList<>();
        for (DatabaseEntry database : schemas) {
            SealedArtifact.checked(set, artifact(database));
            try (InputStream dump = open(database, progress)) {
                DumpFacts facts = DumpFacts.read(dump, keepingTheirNames(database));
                findings.addAll(RestorePreflight.check(client, target(database), account, expected(database), facts,
                        Set.of(), QUERY));
            } catch (IOException e) {
                throw FileProblem.NOT_READABLE.caused(e, "path", database.artifact(), "reason", e.getMessage());
            }
        }
        return findings;
    }

    /** Other schemas of the set that a renamed one may go on to mention by their old names. */
    private Set<String> keepingTheirNames(DatabaseEntry database) {
        if (target(database).schema().equals(database.schema())) {
            return Set.of();
        }
        Set<String> others = new TreeSet<>(manifest.databases().stream().map(DatabaseEntry::schema).toList());
        others.removeAll(names.keySet());
        return others;
    }

    /** Drops, makes anew, loads and counts each; all of it again when it is repeated. */
    Map<String, SchemaCensus> run(LongConsumer progress, Runnable begun) throws InterruptedException {
        Map<String, SchemaCensus> restored = new LinkedHashMap<>();
        for (DatabaseEntry database : schemas) {
            DatabaseAddress target = target(database);
            begun.run();
            try (InputStream dump = open(database, progress);
                    MySqlRestore restore = MySqlRestore.replacing(client, target, account, expected(database), names)) {
                restore.start(dump);
                restored.put(target.schema(), restore.awaitEnd(LOAD));
            } catch (IOException e) {
                throw FileProblem.NOT_READABLE.caused(e, "path", database.artifact(), "reason", e.getMessage());
            }
        }
        return restored;
    }

    private InputStream open(DatabaseEntry database, LongConsumer progress) throws IOException {
        InputStream file = Files.newInputStream(set.folder().resolve(database.artifact()));
        try {
            return new GzipCompressorInputStream(new BufferedInputStream(new CountedStream(file, progress), 1 << 16),
                    true);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static ExpectedSchema expected(DatabaseEntry database) {
        Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
        database.objects().forEach((kind, count) ->
                objects.put(ObjectKind.valueOf(kind.toUpperCase(Locale.ROOT)), count));
        return new ExpectedSchema(database.schema(), database.server(), database.charset(), database.collation(),
                new TreeMap<>(database.rows()), objects);
    }

    private Artifact artifact(DatabaseEntry database) {
        return manifest.artifacts().stream().filter(each -> each.path().equals(database.artifact())).findFirst()
                .orElseThrow(() -> OfflineProblem.NOT_IN_SET.exception("id", set.id(), "what", database.artifact()));
    }
}
