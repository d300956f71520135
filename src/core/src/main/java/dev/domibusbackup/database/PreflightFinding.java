package dev.domibusbackup.database;

import dev.domibusbackup.problem.Problem;

import java.util.Objects;

/**
 * Something that was found before a dump.
 *
 * @param severity whether a dump may be tried all the same
 * @param problem  what was found
 */
public record PreflightFinding(Severity severity, Problem problem) {

    /** What a finding means for the backup. */
    public enum Severity {
        /** The dump would fail, or would lack something without saying so. */
        FAILURE,
        /** The dump can be made; the operator should know. */
        WARNING
    }

    public PreflightFinding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(problem, "problem");
    }

    public static PreflightFinding failure(Problem problem) {
        return new PreflightFinding(Severity.FAILURE, problem);
    }

    public static PreflightFinding warning(Problem problem) {
        return new PreflightFinding(Severity.WARNING, problem);
    }

    public boolean isFailure() {
        return severity == Severity.FAILURE;
    }
}
