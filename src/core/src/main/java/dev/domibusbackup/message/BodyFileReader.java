package dev.domibusbackup.message;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Finds the body files of a message file and proves size and hash before a message that needs them is handed out. */
final class BodyFileReader {

    /** Folder {@code bodies}, then parts that neither are hidden nor lead up. */
    private static final Pattern NAME = Pattern.compile("bodies(/[a-zA-Z0-9%_~-][a-zA-Z0-9._%~-]{0,254}){1,4}");
    private static final int BUFFER = 64 * 1024;

    private final String file;
    private final Path folder;
    private final long textLimit;
    private final LongSupplier line;

    BodyFileReader(String file, Path folder, long textLimit, LongSupplier line) {
        this.file = file;
        this.folder = folder;
        this.textLimit = textLimit;
        this.line = line;
    }

    Content content(String name, long size, String sha256) {
        Path path = verified(name, size, sha256);
        return Content.streamed(size, () -> Files.newInputStream(path));
    }

    String text(String name, long size, String sha256, String charset) throws BadLine {
        if (size > textLimit) {
            throw problem(MessageProblem.TEXT_TOO_LONG, "body", name, "limit", textLimit);
        }
        Path path = verified(name, size, sha256);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes((int) size);
        } catch (IOException e) {
            throw notReadable(path, e);
        }
        if (MessageFormat.UTF_16BE.equals(charset)) {
            return units(bytes);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw BadLine.notValid("the text in a body file is not UTF-8");
        }
    }

    /** Any UTF-16 units, also lone surrogates, which the charset of Java would replace. */
    private static String units(byte[] bytes) throws BadLine {
        if (bytes.length % 2 != 0) {
            throw BadLine.notValid("the text in a body file is not UTF-16BE");
        }
        char[] units = new char[bytes.length / 2];
        ByteBuffer.wrap(bytes).asCharBuffer().get(units);
        return new String(units);
    }

    private Path verified(String name, long size, String sha256) {
        if (!NAME.matcher(name).matches()) {
            throw problem(MessageProblem.BODY_FILE_NAME);
        }
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw problem(MessageProblem.BODY_FILE_MISSING, "body", name);
        }
        try {
            long found = Files.size(path);
            if (found != size) {
                throw problem(MessageProblem.BODY_FILE_WRONG_SIZE, "body", name, "found", found, "expected", size);
            }
            if (!hash(path).equals(sha256)) {
                throw problem(MessageProblem.BODY_FILE_WRONG_HASH, "body", name);
            }
        } catch (IOException e) {
            throw notReadable(path, e);
        }
        return path;
    }

    private static String hash(Path path) throws IOException {
        MessageDigest digest = BodyFileWriter.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            int read;
            while ((read = in.read(buffer)) > 0) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ProblemException notReadable(Path path, IOException e) {
        return FileProblem.NOT_READABLE.caused(e, "path", path, "reason", e.getMessage());
    }

    private ProblemException problem(MessageProblem problem, Object... more) {
        Object[] values = new Object[more.length + 4];
        values[0] = "file";
        values[1] = file;
        values[2] = "line";
        values[3] = line.getAsLong();
        System.arraycopy(more, 0, values, 4, more.length);
        return problem.exception(values);
    }
}
