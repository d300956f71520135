package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;

/**
 * Brings the component {@code server} of a set back into a WildFly that is down, as section 4 of RESTORE.md does by
 * hand: {@code configuration} as it was, in {@code bin}, {@code modules}, {@code deployments} and {@code data} what the
 * set has, and the logs. Nothing that was there is deleted.
 */
public final class ServerRestore {

    private static final String SETTINGS = "server/settings.tar.gz";
    private static final String DEPLOYMENTS = "server/deployments.tar.gz";
    private static final String LOGS = "server/logs.tar.gz";
    private static final String STAGING = ".domibus-backup-restore";
    private static final String OURS = "domibus-backup";
    /** WildFly's own old copies of its settings; no set has them. */
    private static final String HISTORY = "standalone_xml_history";
    private static final String ARCHIVES = ".*\\.(war|ear|jar|rar|sar)";
    private static final List<String> MARKERS = List.of("dodeploy", "skipdeploy", "isdeploying", "deployed", "failed",
            "isundeploying", "undeployed", "pending");

    private final ServerFolders folders;
    private final BackupSet set;
    private final Manifest manifest;
    private final StartupFacts startup;
    private final Path staging;

    /**
     * Prepares one.
     *
     * @param set the set; the caller has made sure that its manifest is the sealed one
     */
    public ServerRestore(ServerFolders folders, BackupSet set) {
        this.folders = folders;
        this.set = set;
        manifest = set.manifest();
        startup = StartupFacts.of(set.folder());
        staging = folders.base().resolve(STAGING);
    }

    /**
     * What was done, or would be.
     *
     * @param added     files that were not there
     * @param replaced  files that were there with another content
     * @param same      files that were there as they are in the set
     * @param movedAway files and folders that the set does not have
     * @param kept      folders that hold what was replaced and moved away
     * @param elsewhere what had been deployed from a place outside the server, as it lies in the base folder now
     * @param arguments file with the startup arguments that the start script does not give by itself; {@code null}
     *                  when there are none
     * @param settings  name of the settings that name deployments, if they are alone in that
     */
    public record Result(long added, long replaced, long same, long movedAway, List<Path> kept, List<Path> elsewhere,
                         Path arguments, Optional<String> settings) {
    }

    /** The system properties that the server of the set was started with: they decide on its ports. Never printed. */
    public static Map<String, String> startupProperties(BackupSet set) {
        return StartupFacts.of(set.folder()).properties();
    }

    /** Bytes that are unpacked. */
    public long bytes() {
        return manifest.artifacts().stream().filter(artifact -> artifact.path().startsWith("server/"))
                .mapToLong(artifact -> artifact.counts().getOrDefault("bytes", 0L)).sum();
    }

    /**
     * Restores, or rehearses it: everything is unpacked and compared with what is there, and removed again.
     *
     * @param logs     whether logs are brought back too
     * @param progress told the bytes that were unpacked
     * @param begun    told when the first file is about to move
     */
    public Result run(boolean rehearsal, boolean logs, LongConsumer progress, Runnable begun) {
        RestoreJournal journal = new RestoreJournal(folders.base());
        RestoreJournal.Begun mine = journal.begunOrNew(set.id().value());
        checkVersion();
        Set<Path> known = stageAll(logs, progress);
        Optional<String> settings = settingsWithDeployments(staging.resolve("settings/configuration"));
        if (!rehearsal) {
            begun.run();
            journal.begin(mine);
        }
        Placement placement = new Placement(mine.time(), rehearsal);
        configuration(placement, known);
        deployments(placement, known);
        logFolders().forEach((name, folder) -> placement.place(staging.resolve("logs").resolve(name), folder, known));
        Path arguments = startup.toGive().isEmpty() ? null : folders.base().resolve("domibus-startup-arguments.txt");
        if (!rehearsal) {
            writeArguments(arguments);
        }
        List<Path> elsewhere = elsewhere();
        DurableFiles.deleteTree(staging);
        if (!rehearsal) {
            journal.end();
        }
        return new Result(placement.added(), placement.replaced(), placement.same(), placement.movedAway(),
                placement.kept(), elsewhere, arguments, settings);
    }

    /** Nothing of it stays when it fails: nothing has been moved by then. */
    private Set<Path> stageAll(boolean logs, LongConsumer progress) {
        DurableFiles.deleteTree(staging);
        Set<Path> known = new HashSet<>();
        try {
            stage(SETTINGS, "settings", true, known, progress);
            stage(DEPLOYMENTS, "deployments", true, known, progress);
            if (logs) {
                stage(LOGS, "logs", false, known, progress);
            }
            return known;
        } catch (RuntimeException e) {
            DurableFiles.deleteTree(staging);
            throw e;
        }
    }

    /** Settings of one version do not start another. */
    private void checkVersion() {
        Optional<String> expected = manifest.tools().entrySet().stream()
                .filter(tool -> tool.getKey().startsWith("WildFly")).map(Map.Entry::getValue).findFirst();
        Optional<String> actual = ServerVersion.of(folders.home());
        if (expected.isPresent() && actual.isPresent() && !expected.get().equals(actual.get())) {
            throw OfflineProblem.OTHER_SERVER.exception("expected", "WildFly " + expected.get(), "path",
                    folders.home(), "actual", "WildFly " + actual.get());
        }
    }

    private void stage(String path, String name, boolean required, Set<Path> known, LongConsumer progress) {
        Optional<Artifact> artifact = manifest.artifacts().stream()
                .filter(each -> each.path().equals(path)).findFirst();
        if (artifact.isEmpty()) {
            if (required) {
                throw OfflineProblem.NOT_IN_SET.exception("id", set.id(), "what", path);
            }
            return;
        }
        Path file = SealedArtifact.checked(set, artifact.get());
        known.addAll(ServerArchive.unpack(file, staging.resolve(name), progress).folders());
    }

    private void configuration(Placement placement, Set<Path> known) {
        Path settings = staging.resolve("settings");
        Path configuration = settings.resolve("configuration");
        for (Path there : FolderContent.of(folders.configuration())) {
            String name = there.getFileName().toString();
            if (!name.equals(HISTORY) && !Files.exists(configuration.resolve(name))) {
                placement.away(folders.configuration(), there);
            }
        }
        placement.place(configuration, folders.configuration(), known);
        for (Path top : FolderContent.of(settings)) {
            if (!top.equals(configuration)) {
                placement.place(top, folders.home().resolve(top.getFileName()), known);
            }
        }
    }

    private void deployments(Placement placement, Set<Path> known) {
        Path staged = staging.resolve("deployments");
        Path scanned = staged.resolve("deployments");
        for (Path there : FolderContent.of(folders.deployments())) {
            String name = archiveOf(there.getFileName().toString());
            boolean isMarker = !name.equals(there.getFileName().toString());
            boolean inSet = Files.exists(scanned.resolve(name));
            boolean ours = name.startsWith(OURS);
            // a marker of before would keep what is brought back from being deployed
            if (name.matches(ARCHIVES) && !ours && (isMarker || !inSet)) {
                placement.away(folders.deployments(), there);
            }
        }
        for (Path top : FolderContent.of(staged)) {
            placement.place(top, folders.base().resolve(top.getFileName()), known);
        }
    }

    /** The name of a deployment, or that of the one that a marker belongs to. */
    private static String archiveOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && MARKERS.contains(name.substring(dot + 1)) ? name.substring(0, dot) : name;
    }

    /** Named as the backup names them: the server's by its folder's name, Domibus's numbered. */
    private Map<String, Path> logFolders() {
        Map<String, Path> logs = new LinkedHashMap<>();
        Map<String, String> properties = startup.properties();
        Path server = Path.of(properties.getOrDefault("jboss.server.log.dir",
                properties.getOrDefault("jboss.server.base.dir", folders.base().toString()) + "/log")).normalize();
        logs.put(server.getFileName().toString(), folders.base().resolve("log"));
        int number = 1;
        if (manifest.installation() != null) {
            for (var log : manifest.installation().path("logs")) {
                Path folder = Path.of(log.path("folder").asText());
                if (log.path("present").asBoolean() && !folder.equals(server)) {
                    logs.put("domibus-" + number++, folder);
                }
            }
        }
        return logs;
    }

    private static Optional<String> settingsWithDeployments(Path configuration) {
        List<String> names = ServerFolders.settings(configuration).stream().map(SettingsXml::read)
                .filter(SettingsXml::namesAny).map(settings -> settings.file().getFileName().toString()).toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private void writeArguments(Path file) {
        if (file == null) {
            return;
        }
        String lines = startup.toGive().stream().map(line -> line + "\n").collect(Collectors.joining());
        DurableFiles.write(file, lines.getBytes(StandardCharsets.UTF_8));
        try {
            Ownership.take(file, folders.base());
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", file, "reason", e.toString());
        }
    }

    private List<Path> elsewhere() {
        Path staged = staging.resolve("deployments/elsewhere");
        Path placed = folders.base().resolve("elsewhere");
        return Stream.of(staged, placed).flatMap(folder -> FolderContent.of(folder).stream())
                .map(entry -> placed.resolve(entry.getFileName())).distinct().toList();
    }
}
