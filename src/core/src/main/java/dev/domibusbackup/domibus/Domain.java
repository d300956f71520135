package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain of Domibus: a tenant, or the one domain of an installation without tenants.
 *
 * @param code       its code
 * @param multiTenant whether the installation has tenants, so that properties carry the code as a prefix
 * @param folder     its folder below {@code domains}, or, in Domibus 4, the configuration folder
 */
public record Domain(String code, boolean multiTenant, Optional<Path> folder) {

    /** The code of the one domain of an installation without tenants; Domibus 4 always has it. */
    public static final String DEFAULT = "default";
    /** Lower-case letters, digits and underscores, not starting with a digit. */
    public static final Pattern CODE = Pattern.compile("[a-z_][a-z0-9_]*");

    public Domain {
        Objects.requireNonNull(folder, "folder");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a domain code: " + code);
        }
    }

    /** The name of a property of this domain: Domibus does not fall back to the name without the code. */
    public String property(String name) {
        return multiTenant ? code + "." + name : name;
    }
}
