package dev.domibusbackup.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the server keeps its files. All paths are absolute.
 *
 * @param home          installation folder of the server
 * @param base          folder of this server instance ({@code jboss.server.base.dir})
 * @param configuration folder of the server's settings
 * @param data          folder of the server's data; our own lies below it in {@code domibus-backup}
 * @param temp          folder for temporary files
 * @param logs          folders of the server's logs
 */
public record ServerPaths(Path home, Path base, Path configuration, Path data, Path temp, List<Path> logs) {

    public ServerPaths {
        logs = List.copyOf(logs);
    }

    /** Our own folder: quiet window record, lock, catalogue of the embedded database. */
    public Path ownData() {
        return data.resolve("domibus-backup");
    }
}
