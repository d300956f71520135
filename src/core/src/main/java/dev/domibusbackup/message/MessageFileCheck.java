package dev.domibusbackup.message;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/**
 * All that is wrong with a message file: after a bad line it reads on with the next.
 *
 * @param queue        the queue of its first line; {@code null} when that could not be read
 * @param messages     messages, those of bad lines too
 * @param problems     what is wrong; none: the file is good, with all its body files
 * @param moreProblems problems beyond those that are named
 */
public record MessageFileCheck(String queue, long messages, List<Problem> problems, long moreProblems) {

    /** As many problems as a person will read. */
    private static final int NAMED = 100;

    public MessageFileCheck {
        problems = List.copyOf(problems);
    }

    /** Reads a whole file with its body files; nothing that is wrong with them is thrown. */
    public static MessageFileCheck of(Path file) {
        Objects.requireNonNull(file, "file");
        List<Problem> problems = new ArrayList<>();
        try (MessageFileReader reader = MessageFileReader.open(file)) {
            long more = 0;
            while (true) {
                try {
                    if (!reader.hasNext()) {
                        break;
                    }
                    reader.next();
                } catch (ProblemException e) {
                    if (problems.size() < NAMED) {
                        problems.add(e.problem());
                    } else {
                        more++;
                    }
                    if (!reader.skipLine()) {
                        break;
                    }
                }
            }
            return new MessageFileCheck(reader.queue(), reader.count(), problems, more);
        } catch (ProblemException e) {
            return new MessageFileCheck(null, 0, e.problems(), 0);
        }
    }

    public boolean isGood() {
        return problems.isEmpty();
    }
}
