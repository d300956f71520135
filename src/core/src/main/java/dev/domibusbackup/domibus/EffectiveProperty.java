package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.domibusbackup.problem.Problem;
import java.util.Objects;
import java.util.Optional;

/**
 * One property with the value that Domibus uses.
 *
 * @param name    its name
 * @param value   the resolved value, stripped; empty if it cannot be resolved. May be a password
 * @param source  file, environment or system properties it is from
 * @param problem why it cannot be resolved
 */
@JsonIgnoreProperties("value")
public record EffectiveProperty(String name, Optional<String> value, String source, Optional<Problem> problem) {

    public EffectiveProperty {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        if (value.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException(name + ": a value, or a problem");
        }
    }

    /** Without the value: it may be a password. */
    @Override
    public String toString() {
        return "EffectiveProperty[" + name + ", " + source + "]";
    }
}
