package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.List;

import dev.domibusbackup.problem.Problem;

/** How problems are printed: the same words as in log and REST, the hint on a line of its own. */
final class Problems {

    private Problems() {
    }

    static void print(PrintWriter out, List<Problem> problems) {
        for (Problem problem : problems) {
            out.printf("%s: %s%n  HINT: %s%n", problem.code(), Printable.lines(problem.fact()),
                    Printable.lines(problem.hint()));
        }
    }
}
