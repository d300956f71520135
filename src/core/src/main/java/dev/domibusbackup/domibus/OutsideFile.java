package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file or folder outside the configuration folder that belongs to the configuration.
 *
 * @param path    as it is named, absolute and normalised
 * @param real    with symbolic links resolved
 * @param folder  whether it is a folder
 * @param present whether it exists
 * @param source  the property or file that names it
 */
public record OutsideFile(Path path, Path real, boolean folder, boolean present, String source) {

    public OutsideFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(real, "real");
        Objects.requireNonNull(source, "source");
    }
}
