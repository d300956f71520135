package dev.domibusbackup.activemq;

import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the {@link ReaderProgram}. */
final class ReaderRun implements AutoCloseable {

    /** How Java ends when it is told to end for want of memory. */
    private static final int OUT_OF_MEMORY = 3;
    /** From here on a signal ended it. */
    private static final int SIGNALS = 128;

    private static final int SAID_MOST = 4096;
    private static final long GRACE_SECONDS = 30;
    private static final long SOON_MILLIS = 500;

    private final ReaderProgram program;
    private final Path said;
    private final Process process;

    private ReaderRun(ReaderProgram program, Path said, Process process) {
        this.program = program;
        this.said = said;
        this.process = process;
    }

    static ReaderRun start(ReaderProgram program, List<String> arguments) {
        try {
            Path said = Files.createTempFile(program.folder(), "reader-", ".err");
            return new ReaderRun(program, said, program.start(said, arguments));
        } catch (IOException e) {
            throw ActiveMqProblem.READER_FAILED.caused(e, "reason", String.valueOf(e.getMessage()),
                    "folder", program.folder());
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Its exit code, once it has said all it had to say. */
    private int exitCode() {
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failed("it does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ActiveMqProblem.READER_FAILED.caused(e, "reason", "interrupted", "folder", program.folder());
        }
    }

    /**
     * Why its output is not what it should be.
     *
     * @param cause what was wrong with the output; {@code null} when it ended before its first byte
     */
    ProblemException cut(IOException cause) {
        if (cause != null && !(cause instanceof EOFException)) {
            endSoon();
        }
        int exit = exitCode();
        String words = said();
        if (exit == OUT_OF_MEMORY) {
            return ActiveMqProblem.READER_MEMORY.caused(cause, "heap", program.heap());
        }
        String reason = Stream.of(cause == null ? "" : String.valueOf(cause.getMessage()), "exit code " + exit,
                words.isEmpty() ? "" : "it said: " + words).filter(part -> !part.isEmpty() && !part.equals("null"))
                .collect(Collectors.joining(", "));
        return exit == 0 || exit > SIGNALS ? ActiveMqProblem.READER_CUT.caused(cause, "reason", reason)
                : ActiveMqProblem.READER_FAILED.caused(cause, "reason", reason, "folder", program.folder());
    }

    /** It may be ending for a reason of its own, which then should not be ours; or it may go on writing. */
    private void endSoon() {
        try {
            if (!process.waitFor(SOON_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }

    private ProblemException failed(String reason) {
        String words = said();
        return ActiveMqProblem.READER_FAILED.exception("reason", words.isEmpty() ? reason : reason + ": " + words,
                "folder", program.folder());
    }

    /** The last that it wrote to standard error. */
    private String said() {
        try (RandomAccessFile file = new RandomAccessFile(said.toFile(), "r")) {
            byte[] words = new byte[(int) Math.min(SAID_MOST, file.length())];
            file.seek(file.length() - words.length);
            file.readFully(words);
            return new String(words, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(what it said cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Ends the program, if it still runs; afterwards it writes to no file any more. */
    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
            Files.deleteIfExists(said);
        } catch (IOException e) {
            throw ActiveMqProblem.READER_FAILED.caused(e, "reason", String.valueOf(e.getMessage()),
                    "folder", program.folder());
        }
    }
}
