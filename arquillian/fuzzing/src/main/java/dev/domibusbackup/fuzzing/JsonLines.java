package dev.domibusbackup.fuzzing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Any lines as a message file: sound gzip around them, so that mutations reach what is inside. */
public final class JsonLines {

    private static final byte[] FORMAT = bytes("{\"format\"");
    private static final byte[] FIRST = bytes(
            "{\"format\":\"domibus-backup-messages\",\"version\":\"1.0\",\"queue\":\"q\"}\n");

    private JsonLines() {
    }

    /** Called by Jazzer before the first input, whose time is not to be that of loading all classes. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput(Seeds.EMPTY_MESSAGE);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Reading.read(Seeds.gzip(file(input)));
    }

    /** Lines that do not begin with a first line get one, and the last line with their number. */
    static byte[] file(byte[] lines) throws IOException {
        if (startsWithFormat(lines)) {
            return lines;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(FIRST);
        file.write(lines);
        int count = 1;
        for (byte each : lines) {
            count += each == '\n' ? 1 : 0;
        }
        file.write(bytes("\n{\"count\":" + count + "}\n"));
        return file.toByteArray();
    }

    private static boolean startsWithFormat(byte[] lines) {
        for (int i = 0; i < FORMAT.length; i++) {
            if (i == lines.length || lines[i] != FORMAT[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
