package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.util.List;

import dev.domibusbackup.problem.Problem;

/**
 * How problems are printed: the same words as in log and REST, each on one line, so that no name of a file or a queue
 * makes a line that looks like ours.
 */
final class Problems {

    private Problems() {
    }

    static void print(PrintWriter out, List<Problem> problems) {
        for (Problem problem : problems) {
            out.printf("%s: %s%n  HINT: %s%n", problem.code(), Printable.line(problem.fact()),
                    Printable.line(problem.hint()));
        }
    }
}
