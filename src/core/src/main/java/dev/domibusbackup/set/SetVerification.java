package dev.domibusbackup.set;

import java.util.List;

import dev.domibusbackup.problem.Problem;

/**
 * What a verification found.
 *
 * @param set          the set
 * @param artifacts    artifacts that exist and were read to their end
 * @param bytes        their size together
 * @param messages     messages read
 * @param rows         rows of tables read
 * @param files        files in archives read
 * @param problems     what is wrong, at most {@value #MOST_PROBLEMS}
 * @param moreProblems how many problems there are beyond those
 * @param stopped      whether it ended early on request, which says nothing about the set
 */
public record SetVerification(SetId set, long artifacts, long bytes, long messages, long rows, long files,
                              List<Problem> problems, long moreProblems, boolean stopped) {

    /** As many problems are kept. */
    public static final int MOST_PROBLEMS = 100;

    public SetVerification {
        problems = List.copyOf(problems);
    }

    /** Whether all was read and nothing is wrong. */
    public boolean isGood() {
        return !stopped && problems.isEmpty();
    }
}
