package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all problems and warnings of one reading, each once, so that the operator sees them together. */
final class Findings {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();

    /** Something a backup needs could not be found out. */
    void problem(ProblemType type, Object... namesAndValues) {
        problems.add(type.with(namesAndValues));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** Something looks wrong, but a backup is whole without it. */
    void warning(ProblemType type, Object... namesAndValues) {
        warnings.add(type.with(namesAndValues));
    }

    void warning(Problem problem) {
        warnings.add(problem);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Without those that are problems too. */
    List<Problem> warnings() {
        return warnings.stream().filter(warning -> !problems.contains(warning)).toList();
    }
}
