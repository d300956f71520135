package dev.domibusbackup.fuzzing;

import java.io.IOException;

/** Any bytes as a message file. */
public final class GzipBytes {

    private GzipBytes() {
    }

    /** Called by Jazzer before the first input, whose time is not to be that of loading all classes. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput(Seeds.gzip(JsonLines.file(Seeds.EMPTY_MESSAGE)));
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.read(input);
    }
}
