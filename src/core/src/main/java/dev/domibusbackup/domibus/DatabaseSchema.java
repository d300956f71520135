package dev.domibusbackup.domibus;

import java.util.Objects;
import java.util.Optional;

/**
 * One schema of Domibus, and where it is.
 *
 * @param name   its name
 * @param domain whose schema it is; empty for the general one of a multi-tenant installation
 * @param source what names it: a property, or the data source's URL
 */
public record DatabaseSchema(String name, Optional<String> domain, String source) {

    public DatabaseSchema {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(source, "source");
        if (name.isBlank()) {
            throw new IllegalArgumentException("schema without a name");
        }
    }
}
