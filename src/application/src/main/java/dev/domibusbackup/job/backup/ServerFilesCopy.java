package dev.domibusbackup.job.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.domibusbackup.files.ArchiveMode;
import dev.domibusbackup.files.ArchiveResult;
import dev.domibusbackup.files.JoinedArchive;
import dev.domibusbackup.domibus.LogFolder;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.server.ServerFiles;
import dev.domibusbackup.set.Artifact;
import dev.domibusbackup.set.ArtifactOutput;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.WorkLedger.Piece;
import dev.domibusbackup.setting.Setting;

/** Copies the component {@code server}. The server goes on running, so its files may change while they are copied. */
final class ServerFilesCopy {

    private final BackupRun run;

    ServerFilesCopy(BackupRun run) {
        this.run = run;
    }

    /** Settings, deployments and startup arguments, while Domibus is enabled. */
    void settings(ServerFiles files) {
        joined("settings", files.settings());
        joined("deployments", files.deployments());
        startupArguments();
    }

    /** Logs of the server and of Domibus. */
    void logs() {
        if (!Boolean.parseBoolean(run.settings().text(Setting.SERVER_LOGS))) {
            return;
        }
        Map<String, Path> logs = new TreeMap<>(run.server().serverFiles().logs());
        int number = 1;
        for (LogFolder folder : run.installation().logs()) {
            if (folder.present() && !logs.containsValue(folder.folder())) {
                logs.put("domibus-" + number++, folder.folder());
            }
        }
        joined("logs", logs);
    }

    private void joined(String name, Map<String, Path> trees) {
        try (ArtifactOutput output = run.set().artifact(Component.SERVER, "server/" + name + ".tar.gz")) {
            long files = 0;
            long bytes = 0;
            try (JoinedArchive archive = new JoinedArchive(ArchiveMode.WARM,
                    new StoppableStream(output.stream(), run, run.progress("server", "bytes")))) {
                Map<String, Path> ordered = new TreeMap<>(JoinedArchive.ORDER);
                ordered.putAll(trees);
                for (Map.Entry<String, Path> tree : ordered.entrySet()) {
                    ArchiveResult result = archive.add(tree.getKey(), tree.getValue(), entry -> false, run.work());
                    result.warnings().forEach(run::warn);
                    files += result.counts().files();
                    bytes += result.counts().bytes();
                }
            }
            record(name, output.commit(Map.of("files", files, "bytes", bytes)));
        }
    }

    private void startupArguments() {
        try (ArtifactOutput output = run.set().artifact(Component.SERVER, "server/startup-arguments.txt")) {
            String lines = run.installation().arguments().complete().reveal();
            output.stream().write(lines.getBytes(StandardCharsets.UTF_8));
            record("startup-arguments", output.commit(Map.of("lines", lines.lines().count())));
        } catch (IOException e) {
            throw SetProblem.WRITE_FAILED.caused(e, "path", "server/startup-arguments.txt", "reason", e.getMessage());
        }
    }

    private void record(String name, Artifact artifact) {
        run.set().ledger().record(new Piece(Pieces.SERVER + name, null, List.of(artifact), null));
    }
}
