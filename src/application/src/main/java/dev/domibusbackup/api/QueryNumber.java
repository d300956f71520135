package dev.domibusbackup.api;

import dev.domibusbackup.problem.ApiProblem;

/** A whole number in the query. Read here, because JAX-RS answers 404 to one that is none. */
final class QueryNumber {

    private QueryNumber() {
    }

    /** The number, or the problem DB-API-003. */
    static int of(String name, String text, int least, int most) {
        if (text.matches("-?\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw ApiProblem.BAD_VALUE.exception("field", name, "expected",
                "A whole number from " + least + " to " + most + ".");
    }
}
