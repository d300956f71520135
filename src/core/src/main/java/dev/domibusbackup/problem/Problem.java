package dev.domibusbackup.problem;

import java.util.Objects;

/**
 * One problem as it happened.
 *
 * @param code   stable code from the catalogue
 * @param status HTTP status for REST
 * @param fact   what is the case, with its values
 * @param hint   what the operator can do
 */
public record Problem(String code, int status, String fact, String hint) {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(hint, "hint");
    }

    /** The line for log and exception message. */
    @Override
    public String toString() {
        return code + ": " + fact + " HINT: " + hint;
    }
}
