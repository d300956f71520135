package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ServerProblem;
import org.jboss.dmr.ModelNode;

/**
 * The folders that deployment scanners watch, and their marker files. After a crash a deployment that was stopped
 * before is unknown to the model: its {@code .undeployed} marker keeps it away, and {@code .dodeploy} alone brings it
 * back.
 */
final class DeploymentScanners {

    private final ManagementModel model;

    DeploymentScanners(ManagementModel model) {
        this.model = model;
    }

    private record Scanner(Path folder, boolean scanning) {
    }

    /** The file or exploded folder of a deployment in one of the watched folders. */
    Optional<Path> fileOf(String deployment) {
        return all().stream().map(scanner -> scanner.folder().resolve(deployment)).filter(Files::exists).findFirst();
    }

    /** Everything that lies in the watched folders, markers included. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Scanner scanner : all()) {
            try (Stream<Path> entries = Files.list(scanner.folder())) {
                entries.sorted().forEach(files::add);
            } catch (IOException e) {
                throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", scanner.folder(), "reason", e);
            }
        }
        return files;
    }

    /** Asks the scanner to deploy a file; the answer is a marker, see {@link #failure} and {@link #deployed}. */
    void requestDeployment(Path file) {
        Path folder = file.getParent();
        if (!scans(folder)) {
            throw ServerProblem.SCANNER_OFF.exception("name", file.getFileName(), "folder", folder);
        }
        try {
            // an old answer must not be taken for the new one
            Files.deleteIfExists(marker(file, "failed"));
            Files.deleteIfExists(marker(file, "deployed"));
            Files.write(marker(file, "dodeploy"), new byte[0]);
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", folder, "reason", e);
        }
    }

    /** Whether a scanner looks into this folder again and again. */
    boolean scans(Path folder) {
        return all().stream().anyMatch(scanner -> scanner.folder().equals(folder) && scanner.scanning());
    }

    /**
     * Lets the scanner pass by a file, also at a boot, until {@link #keepDown}; a request to deploy ends it too. On disk
     * when this returns.
     */
    static void hold(Path file) throws IOException {
        mark(file, "skipdeploy", "");
    }

    /**
     * Ends {@link #hold}: the file is known as undeployed, in whatever state it is now. The scanner compares times:
     * content that is newer than the marker would be deployed. On disk when this returns, and at no moment, also after a
     * loss of power, is there neither of the two markers.
     */
    static void keepDown(Path file) throws IOException {
        Files.deleteIfExists(marker(file, "deployed"));
        // at a boot it would try what failed once more
        Files.deleteIfExists(marker(file, "failed"));
        mark(file, "undeployed", file.getFileName().toString());
        Files.deleteIfExists(marker(file, "skipdeploy"));
        DurableFiles.syncFolder(file.getParent());
    }

    /** Not by a rename: the scanner must see no other name. */
    private static void mark(Path file, String kind, String content) throws IOException {
        Path marker = marker(file, kind);
        Files.writeString(marker, content);
        DurableFiles.syncFile(marker);
        DurableFiles.syncFolder(marker.getParent());
    }

    static boolean deployed(Path file) {
        return Files.exists(marker(file, "deployed"));
    }

    /** The scanner's words when it could not deploy a file. */
    static Optional<String> failure(Path file) {
        Path failed = marker(file, "failed");
        if (!Files.exists(failed)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(failed).strip());
        } catch (IOException e) {
            throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", failed, "reason", e);
        }
    }

    static Path marker(Path file, String kind) {
        return file.resolveSibling(file.getFileName() + "." + kind);
    }

    private List<Scanner> all() {
        List<Scanner> scanners = new ArrayList<>();
        ModelNode subsystem = ManagementModel.address("subsystem", "deployment-scanner");
        for (String name : model.children(subsystem, "scanner")) {
            model.resource(ManagementModel.child(subsystem, "scanner", name)).ifPresent(scanner ->
                    scanners.add(new Scanner(model.path(scanner), scanner.get("scan-enabled").asBoolean(true)
                            && scanner.get("scan-interval").asInt(0) > 0)));
        }
        return scanners;
    }
}
