package dev.domibusbackup.set;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;

/** What the parts of a verification share: the set, its problems so far, and files that are watched while read. */
final class VerificationRun {

    private final BackupSet set;
    private final VerificationWatcher watcher;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private long moreProblems;

    /** The operator asked to stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A piece of reading that may fail. */
    @FunctionalInterface
    interface Piece {
        void read() throws IOException;
    }

    VerificationRun(BackupSet set, VerificationWatcher watcher) {
        this.set = set;
        this.watcher = watcher;
    }

    SetId id() {
        return set.id();
    }

    Path path(String artifact) {
        return set.folder().resolve(artifact);
    }

    void expect(long bytes) {
        watcher.expect(bytes);
    }

    void add(Problem problem) {
        if (problems.size() < SetVerification.MOST_PROBLEMS) {
            problems.add(problem);
        } else if (!problems.contains(problem)) {
            moreProblems++;
        }
    }

    /** Notes the problem when two counts differ. */
    void compare(String artifact, String what, long actual, Long expected) {
        if (!Objects.equals(actual, expected)) {
            add(SetProblem.COUNT_DIFFERS.with("artifact", artifact, "id", id(), "what", what, "actual", actual,
                    "expected", expected == null ? "nothing of them" : expected));
        }
    }

    /**
     * Reads something and notes why that failed.
     *
     * @return whether it was read to its end
     */
    boolean attempt(Path path, Piece piece) {
        checkStop();
        try {
            piece.read();
            return true;
        } catch (ProblemException e) {
            // a reader may take the stop for damage
            checkStop();
            e.problems().forEach(this::add);
        } catch (IOException e) {
            checkStop();
            add(FileProblem.NOT_READABLE.with("path", path, "reason", reason(e)));
        }
        return false;
    }

    void checkStop() {
        if (watcher.isStopRequested()) {
            throw new Stopped();
        }
    }

    /** Opens a file of the set, never what a link points to, so that its reading is seen and can be stopped. */
    InputStream open(Path file) throws IOException {
        return new FilterInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                checkStop();
                int read = in.read(buffer, offset, length);
                watcher.read(Math.max(0, read));
                return read;
            }
        };
    }

    static String reason(Exception e) {
        // stands at the end of a sentence
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().replaceFirst("\\.$", "");
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    long moreProblems() {
        return moreProblems;
    }
}
