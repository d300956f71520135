package dev.domibusbackup.domibus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A password or key that must not be seen. Whatever prints it, or writes it as JSON, writes {@code <redacted>}.
 */
public final class Secret {

    /** What stands where a secret would. */
    public static final String REDACTED = "<redacted>";

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The secret itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return REDACTED;
    }
}
