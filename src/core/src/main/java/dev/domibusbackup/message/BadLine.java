package dev.domibusbackup.message;

import dev.domibusbackup.problem.MessageProblem;

/** A line breaks a rule of the format; the reader, which knows file and line, makes the problem of it. */
final class BadLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final MessageProblem problem;

    /** @param what names fields and types, never values: they are other people's data */
    BadLine(MessageProblem problem, String what) {
        super(what);
        this.problem = problem;
    }

    static BadLine notValid(String what) {
        return new BadLine(MessageProblem.LINE_NOT_VALID, what);
    }

    MessageProblem problem() {
        return problem;
    }
}
