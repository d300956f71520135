package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.OfflineProblem;

/**
 * Where a WildFly keeps its files.
 *
 * @param home what it was unpacked into, {@code jboss.home.dir}
 * @param base configuration, data and deployments of this instance, {@code jboss.server.base.dir}
 */
public record ServerFolders(Path home, Path base) {

    /**
     * The folders of a server that must be there.
     *
     * @param base {@code null} for {@code standalone} in its home
     */
    public static ServerFolders of(Path home, Path base) {
        Path root = home.toAbsolutePath().normalize();
        ServerFolders folders = new ServerFolders(root, base == null ? root.resolve("standalone")
                : base.toAbsolutePath().normalize());
        requires(Files.isRegularFile(root.resolve("jboss-modules.jar")), root, "jboss-modules.jar");
        requires(Files.isDirectory(folders.base), folders.base.getParent(), folders.base.getFileName().toString());
        return folders;
    }

    private static void requires(boolean there, Path place, String missing) {
        if (!there) {
            throw OfflineProblem.NOT_A_SERVER.exception("path", place, "missing", missing);
        }
    }

    /** Settings. */
    public Path configuration() {
        return base.resolve("configuration");
    }

    /** Data of the broker, of transactions, and our own. */
    public Path data() {
        return base.resolve("data");
    }

    /** Our own folder: record of the quiet window, lock. */
    public Path ownData() {
        return data().resolve("domibus-backup");
    }

    /** Our own folder; made if it is missing, for the user of the server. */
    public Path makeOwnData() {
        try {
            if (!Files.isDirectory(ownData())) {
                Ownership.makeFoldersUpTo(ownData());
                Files.setAttribute(ownData(), "unix:mode", 0700);
            }
            return ownData();
        } catch (IOException e) {
            throw FileProblem.NOT_WRITABLE.caused(e, "path", ownData(), "reason", e.toString());
        }
    }

    /** The folder of the deployment scanner. */
    public Path deployments() {
        return base.resolve("deployments");
    }

    /** Every file of settings that this instance could be started with. */
    List<Path> settings() {
        return settings(configuration());
    }

    static List<Path> settings(Path configuration) {
        return FolderContent.of(configuration).stream()
                .filter(file -> file.getFileName().toString().matches("standalone.*\\.xml"))
                .filter(Files::isRegularFile).toList();
    }
}
