package dev.domibusbackup.server;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder in which the broker of a stopped Domibus keeps messages, to be archived as it is.
 *
 * @param name   what it is, {@code kahadb}; names the archive
 * @param folder the folder
 */
public record MessageStore(String name, Path folder) {

    public MessageStore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(folder, "folder");
    }
}
