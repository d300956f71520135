package dev.domibusbackup.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of the component {@code server}.
 *
 * @param settings    files and folders of settings: name inside the archive → path (for WildFly
 *                    {@code configuration} and, where they are used, modules and start scripts that the operator
 *                    changed)
 * @param deployments what the settings need beside them to start a fresh server: place below the server's base folder
 *                    → WAR, EAR or folder. Ours is among them only where the settings name it, because a server does
 *                    not start without a deployment that its settings name
 * @param logs        log folders: name inside the archive → path
 * @param hashed      the part of the settings whose content must read as if Domibus were enabled: compared at the end
 */
public record ServerFiles(Map<String, Path> settings, Map<String, Path> deployments, Map<String, Path> logs,
                          List<Path> hashed) {

    public ServerFiles {
        settings = Map.copyOf(settings);
        deployments = Map.copyOf(deployments);
        logs = Map.copyOf(logs);
        hashed = List.copyOf(hashed);
    }
}
