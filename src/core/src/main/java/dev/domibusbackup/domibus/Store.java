package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One folder of messages' files.
 *
 * @param kind       what is in it
 * @param domain     whose it is; empty if a property without a domain's code names it in a multi-tenant installation
 * @param property   the property that names it
 * @param configured as configured, absolute and normalised: the path that is in the database
 * @param folder     with symbolic links resolved: where the files are
 * @param present    whether it exists
 */
public record Store(StoreKind kind, Optional<String> domain, String property, Path configured, Path folder,
        boolean present) {

    public Store {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(configured, "configured");
        Objects.requireNonNull(folder, "folder");
    }
}
