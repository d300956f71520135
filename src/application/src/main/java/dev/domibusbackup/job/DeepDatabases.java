package dev.domibusbackup.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.database.DatabaseRestore;
import dev.domibusbackup.database.ExpectedSchema;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.mysql.MySqlRestore;
import dev.domibusbackup.database.mysql.ScratchSchema;
import dev.domibusbackup.job.backup.ScratchServer;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.verify.DeepCheck;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.VerificationWatcher;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Loads every dump of a set into a scratch schema beside Domibus's own, counts it against the manifest, drops it. */
@ApplicationScoped
public class DeepDatabases implements DeepCheck {

    private static final int BUFFER = 1 << 16;

    @Inject
    private Environment environment;

    @Override
    public Kind kind() {
        return Kind.DATABASES;
    }

    @Override
    public Optional<String> obstacle(BackupSet set, Manifest manifest) {
        try {
            ScratchServer server = server();
            ScratchSchema.sweep(server.client(), server.beside(), server.account(), bound());
            ScratchSchema.create(server.client(), server.beside(), server.account(),
                    expected(manifest.databases().get(0)), bound()).close();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().fact() + " " + e.problem().hint());
        }
    }

    @Override
    public List<Problem> check(BackupSet set, Manifest manifest, VerificationWatcher watcher) {
        ScratchServer server = server();
        List<Problem> problems = new ArrayList<>();
        for (DatabaseEntry entry : manifest.databases()) {
            try {
                load(server, entry, set.folder().resolve(entry.artifact()), watcher);
            } catch (ProblemException e) {
                if (watcher.isStopRequested()) {
                    throw new StopRequested();
                }
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    private void load(ScratchServer server, DatabaseEntry entry, Path dump, VerificationWatcher watcher) {
        ExpectedSchema expected = expected(entry);
        try (ScratchSchema scratch = ScratchSchema.create(server.client(), server.beside(), server.account(), expected,
                bound());
                InputStream in = new GZIPInputStream(new DeepFiles.Stoppable(Files.newInputStream(dump), watcher),
                        BUFFER);
                DatabaseRestore restore = MySqlRestore.into(scratch, expected)) {
            restore.start(in);
            restore.awaitEnd(bound());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", dump, "reason", String.valueOf(e.getMessage()));
        }
    }

    private static ExpectedSchema expected(DatabaseEntry entry) {
        Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
        entry.objects().forEach((kind, count) ->
                objects.put(ObjectKind.valueOf(kind.toUpperCase(Locale.ROOT)), count));
        return new ExpectedSchema(entry.schema(), entry.server(), entry.charset(), entry.collation(),
                new TreeMap<>(entry.rows()), objects);
    }

    private ScratchServer server() {
        Settings settings = environment.settings();
        return ScratchServer.of(new Discovery(environment.server(), settings).find().installation(), settings);
    }

    private Duration bound() {
        return environment.settings().duration(Setting.DUMP_TIMEOUT);
    }
}
