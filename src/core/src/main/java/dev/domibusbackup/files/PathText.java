package dev.domibusbackup.files;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Names of files as text that can stand in a line. A Linux name is bytes; its text is the name itself where that is
 * printable UTF-8, and {@code \0ooo} (octal) for every byte of a control character (U+0000 to U+001F, U+007F to
 * U+009F, U+2028, U+2029), of a backslash and of whatever is not UTF-8. That is the notation of {@code printf '%b'},
 * so a shell can read it. It is exact in both directions and independent of the locale that the JVM was started in:
 * where {@code sun.jnu.encoding} cannot express a name, the bytes travel through the path's URI.
 */
public final class PathText {

    private static final boolean UTF8_NAMES = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    private static final char REPLACEMENT = '\uFFFD';
    private static final Path SLASH = Path.of("/");

    private PathText() {
    }

    /** The text of an absolute or relative path. */
    public static String of(Path path) {
        String name = path.toString();
        return isPlain(name) ? name : of(bytes(path));
    }

    /** The text of a name. */
    public static String of(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        StringBuilder text = new StringBuilder(name.length + 16);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            appendEscaped(text, out.flip());
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                appendOctal(text, in.get());
            }
            decoder.reset();
        }
    }

    /**
     * The bytes of the name behind a text.
     *
     * @throws IllegalArgumentException when the text is not one that {@link #of(byte[])} makes
     */
    static byte[] bytes(String text) {
        if (text.indexOf('\\') < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int escape = text.indexOf('\\', at);
            int end = escape < 0 ? text.length() : escape;
            bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (escape >= 0) {
                if (!text.regionMatches(escape, "\\0", 0, 2) || escape + 5 > text.length()) {
                    throw new IllegalArgumentException("not an escape at " + escape + ": " + text);
                }
                bytes.write(Integer.parseInt(text, escape + 2, escape + 5, 8));
                at = escape + 5;
            }
        }
        return bytes.toByteArray();
    }

    /** The bytes of a path, absolute or relative, as they are on disk. */
    public static byte[] bytes(Path path) {
        String name = path.toString();
        if (isAscii(name)) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
        if (UTF8_NAMES && name.indexOf(REPLACEMENT) < 0) {
            return name.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = percentDecoded(SLASH.resolve(path).toUri().getRawPath());
        int from = path.isAbsolute() ? 0 : 1;
        // the URI of an existing folder ends in a slash that the path does not have
        int to = bytes[bytes.length - 1] == '/' && !name.endsWith("/") ? bytes.length - 1 : bytes.length;
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The file below {@code root} whose relative path has this text; {@code .} is the root itself. */
    public static Path resolve(Path root, String text) {
        return text.equals(FileEntry.ROOT) ? root : root.resolve(path(text));
    }

    /** The path behind a text, absolute or relative as the text is. */
    public static Path path(String text) {
        if (isPlain(text)) {
            return Path.of(text);
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : bytes(text.startsWith("/") ? text.substring(1) : text)) {
            if (b == '/') {
                uri.append('/');
            } else {
                uri.append('%').append(String.format("%02X", b & 0xFF));
            }
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return text.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    /** Whether name and text are the same in every locale. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static void appendEscaped(StringBuilder text, CharBuffer decoded) {
        while (decoded.hasRemaining()) {
            char c = decoded.get();
            if (c == '\\' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    appendOctal(text, b);
                }
            } else {
                text.append(c);
            }
        }
    }

    private static void appendOctal(StringBuilder text, byte b) {
        text.append("\\0")
                .append((char) ('0' + ((b >> 6) & 3)))
                .append((char) ('0' + ((b >> 3) & 7)))
                .append((char) ('0' + (b & 7)));
    }

    private static byte[] percentDecoded(String rawPath) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(rawPath, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
