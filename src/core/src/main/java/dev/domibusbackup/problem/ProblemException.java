package dev.domibusbackup.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries one or more {@link Problem}s to whoever reports them: the job listener, the REST layer, the command line. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        problems = List.of(problem);
    }

    /** Several problems at once, so that the operator can mend all of them before he tries again. */
    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** The first problem. */
    public Problem problem() {
        return problems.get(0);
    }

    public List<Problem> problems() {
        return problems;
    }
}
