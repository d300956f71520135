package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder that holds logs.
 *
 * @param folder  with symbolic links resolved
 * @param source  what names it
 * @param present whether it exists
 */
public record LogFolder(Path folder, String source, boolean present) {

    public LogFolder {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(source, "source");
    }
}
