package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message file, message after message, and believes nothing: whatever is wrong with file, line or body file
 * comes as a {@link ProblemException} that names it, from {@link #hasNext()} or {@link #next()}. That all is well is
 * known only when {@code hasNext()} has said false, so who must not send a part of a damaged file calls
 * {@link #check(Path)} first. For one thread.
 */
public final class MessageFileReader implements Iterator<PortableMessage>, Closeable {

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    private final String file;
    private final MessageLimits limits;
    private final LineReader lines;
    private final LineDecoder decoder;
    private final Line.First first;
    private PortableMessage next;
    private long count;
    private boolean ended;
    private ProblemException failure;
    private boolean insideLine;

    /**
     * Opens a message file, whose body files lie beside it, and reads its first line.
     *
     * @throws ProblemException when it cannot be read, or is no message file of a version that we know
     */
    public static MessageFileReader open(Path file) {
        return open(file, MessageLimits.DEFAULT);
    }

    /** As {@link #open(Path)}, with other limits than the format's. */
    public static MessageFileReader open(Path file, MessageLimits limits) {
        try {
            return new MessageFileReader(file.toString(), Files.newInputStream(file),
                    file.toAbsolutePath().getParent(), limits);
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    /**
     * Reads from a stream, which it closes, also when this fails.
     *
     * @param file   what problems call the file
     * @param in     the gzip stream
     * @param folder where {@code bodies} lies
     * @param limits what is taken at most
     */
    public MessageFileReader(String file, InputStream in, Path folder, MessageLimits limits) {
        this.file = file;
        this.limits = limits;
        this.lines = new LineReader(file, in, limits.lineBytes());
        this.decoder = new LineDecoder(limits,
                new BodyFileReader(file, folder, limits.textBytes(), lines::number));
        boolean opened = false;
        try {
            this.first = firstLine();
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /**
     * Reads a whole file with its body files. {@link MessageFileCheck} finds more than the first problem.
     *
     * @return the number of messages
     * @throws ProblemException when anything is wrong
     */
    public static long check(Path file) {
        try (MessageFileReader reader = open(file)) {
            while (reader.hasNext()) {
                reader.next();
            }
            return reader.count;
        }
    }

    /**
     * After a problem of one line: lets the next call go on with the line after it, which counts as a message.
     *
     * @return false when the problem is not of one line alone, and there is nothing to go on with
     */
    boolean skipLine() {
        if (failure == null || !insideLine) {
            return false;
        }
        failure = null;
        count++;
        return true;
    }

    /** Name of the queue, from the first line. */
    public String queue() {
        return first.queue();
    }

    /** Version of the format, from the first line. */
    public String version() {
        return first.version();
    }

    /** Messages read so far. */
    public long count() {
        return count;
    }

    @Override
    public boolean hasNext() {
        if (failure != null) {
            throw failure;
        }
        if (next == null && !ended) {
            try {
                advance();
            } catch (ProblemException e) {
                failure = e;
                throw e;
            }
        }
        return next != null;
    }

    @Override
    public PortableMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file + " has no more messages");
        }
        PortableMessage message = next;
        next = null;
        return message;
    }

    /**
     * Passes over messages without looking at what is in them, and without their body files: for a file that was
     * checked before, of which a part is done with.
     *
     * @throws ProblemException when the file ends before, or its gzip stream is damaged
     */
    public void skip(long messages) {
        long left = messages;
        if (left > 0 && next != null) {
            next = null;
            left--;
        }
        try {
            for (; left > 0; left--) {
                insideLine = false;
                if (ended || !lines.next()) {
                    throw MessageProblem.NO_LAST_LINE.exception("file", file, "found", count);
                }
                count++;
            }
        } catch (ProblemException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", file, "reason", e.getMessage());
        }
    }

    private void advance() {
        insideLine = false;
        if (!lines.next()) {
            throw MessageProblem.NO_LAST_LINE.exception("file", file, "found", count);
        }
        insideLine = true;
        Line line = decode();
        if (line instanceof Line.Message message) {
            count++;
            next = message.message();
        } else if (line instanceof Line.Last last) {
            insideLine = false;
            if (last.count() != count) {
                throw MessageProblem.WRONG_COUNT.exception("file", file, "expected", last.count(), "found", count);
            }
            if (lines.next()) {
                throw MessageProblem.DATA_AFTER_LAST_LINE.exception("file", file, "line", lines.number());
            }
            ended = true;
        } else {
            throw notValid("a second first line");
        }
    }

    private Line.First firstLine() {
        if (!lines.next()) {
            throw MessageProblem.NO_FIRST_LINE.exception("file", file);
        }
        if (!(decode() instanceof Line.First line)) {
            throw MessageProblem.NO_FIRST_LINE.exception("file", file);
        }
        Matcher version = VERSION.matcher(line.version());
        if (!version.matches() || Integer.parseInt(version.group(1)) != MessageFormat.MAJOR) {
            String shown = version.matches() ? line.version() : "(unreadable)";
            throw MessageProblem.VERSION_UNKNOWN.exception("file", file, "version", shown,
                    "known", MessageFormat.MAJOR + ".x");
        }
        if (Integer.parseInt(version.group(2)) > MessageFormat.MINOR) {
            decoder.allowUnknownFields();
        }
        return line;
    }

    private Line decode() {
        try {
            return decoder.decode(lines.line(), lines.length());
        } catch (BadLine e) {
            if (lines.number() == 1 && e.problem() == MessageProblem.LINE_NOT_VALID) {
                throw MessageProblem.NO_FIRST_LINE.exception("file", file);
            }
            throw e.problem().exception("file", file, "line", lines.number(), "what", e.getMessage(),
                    "limit", limits.values(), "version", first == null ? MessageFormat.VERSION : first.version());
        } catch (StreamConstraintsException e) {
            if (!e.getOriginalMessage().contains("depth")) {
                throw notValid("a number has too many digits");
            }
            throw MessageProblem.TOO_DEEP.exception("file", file, "line", lines.number(), "limit", limits.depth());
        } catch (JsonProcessingException e) {
            // neither Jackson's message nor the cause: they quote the line, which may hold a password
            throw MessageProblem.LINE_NOT_JSON.exception("file", file, "line", lines.number(),
                    "column", e.getLocation() == null ? "(unknown)" : e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw notValid("it is not valid UTF-8");
        }
    }

    private ProblemException notValid(String what) {
        return MessageProblem.LINE_NOT_VALID.exception("file", file, "line", lines.number(), "what", what);
    }
}
