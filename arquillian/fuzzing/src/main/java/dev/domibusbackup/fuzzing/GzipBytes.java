package dev.domibusbackup.fuzzing;

/** Any bytes as a message file. */
public final class GzipBytes {

    private GzipBytes() {
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.read(input);
    }
}
