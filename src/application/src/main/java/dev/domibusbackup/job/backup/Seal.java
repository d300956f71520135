package dev.domibusbackup.job.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.domibusbackup.job.BackupRequest.After;
import dev.domibusbackup.problem.BackupProblem;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Repository;
import dev.domibusbackup.set.WorkLedger.Piece;

/** The last act of a backup: the manifest is written, everything synced, the folder gets its name. */
public final class Seal implements BackupStep {

    private static final System.Logger LOG = System.getLogger(Seal.class.getName());

    @Override
    public void run(BackupRun run) {
        run.checkStop();
        if (!run.isEverythingTaken()) {
            throw BackupProblem.NOT_ALL_TAKEN.exception("id", run.set().id(), "job", run.job());
        }
        compareSettings(run);
        Manifest manifest = manifest(run);
        BackupSet sealed = run.set().seal(manifest);
        note(run.repository(), sealed, run.start().user(), run.start().job());
    }

    /**
     * Throws DB-BACKUP-011 when a sealed set has nothing of what was chosen. Payloads alone may be nothing: Domibus may
     * keep them in its database.
     */
    public static void checkWhole(BackupSet sealed, Set<Component> chosen) {
        Set<Component> missing = EnumSet.noneOf(Component.class);
        missing.addAll(chosen);
        missing.remove(Component.PAYLOADS);
        sealed.manifest().artifacts().forEach(artifact -> missing.remove(artifact.component()));
        if (!missing.isEmpty()) {
            throw BackupProblem.SEALED_WITHOUT.exception("id", sealed.id(), "components",
                    missing.stream().map(Component::key).collect(Collectors.joining(", ")));
        }
    }

    /** The manifest's hash goes beside the set, into the audit and into the log. */
    static void note(Repository repository, BackupSet sealed, String user, String job) {
        String hash = sealed.manifestHash();
        repository.audit().append(new Audit.Entry(Instant.now(), user, Audit.SEALED, sealed.id().value(), "ok",
                Map.of("job", job, Audit.MANIFEST_HASH, hash)));
        // the last: where it stands, the audit knows of the seal
        repository.changeNotes(sealed.id(), notes -> notes.withManifestHash(hash));
        LOG.log(System.Logger.Level.INFO, "Backup set {0} is sealed; SHA-256 of its manifest: {1}", sealed.id(), hash);
    }

    /** A Domibus that was left stopped makes the settings differ by itself. */
    private static void compareSettings(BackupRun run) {
        if (run.settingsBefore().isEmpty() || run.request().after() == After.STAY_STOPPED
                || run.quietWindow().current().isPresent()) {
            return;
        }
        List<Path> changed = run.settingsBefore().get().differences(SettingsHashes.of(run.server().serverFiles()));
        if (!changed.isEmpty()) {
            run.warn(JobProblem.SETTINGS_CHANGED.with("files",
                    changed.stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
    }

    private static Manifest manifest(BackupRun run) {
        List<Piece> pieces = run.set().ledger().pieces();
        return new Manifest(Manifest.FORMAT, run.set().id(), productVersion(), run.start().user(), run.start().job(),
                run.start().createdAt(), Instant.now(), Json.mapper().valueToTree(run.installation()), run.times(),
                List.copyOf(run.request().chosen()), entries(pieces, Pieces.QUEUE, Manifest.QueueEntry.class),
                entries(pieces, Pieces.DATABASE, Manifest.DatabaseEntry.class),
                entries(pieces, Pieces.FOLDER, Manifest.FolderEntry.class), tools(run), run.warnings(),
                run.set().artifacts());
    }

    static <T> List<T> entries(List<Piece> pieces, String prefix, Class<T> type) {
        return pieces.stream().filter(piece -> piece.key().startsWith(prefix)).map(piece -> piece.entryAs(type))
                .toList();
    }

    private static Map<String, String> tools(BackupRun run) {
        Map<String, String> tools = new TreeMap<>();
        tools.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        tools.put(run.server().describe().product(), run.server().describe().version());
        if (run.takes(Component.DATABASES)) {
            DatabasePlan plan = DatabasePlan.of(run.installation(), run.settings());
            tools.put(plan.tools().dump().name(), plan.tools().dump().version().toString());
            tools.put("database server", plan.server().toString());
        }
        return tools;
    }

    static String productVersion() {
        String version = Seal.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
