package dev.domibusbackup.message;

/**
 * What a reader takes at most, so that no damaged or made-up file can exhaust the memory of the server.
 *
 * @param lineBytes bytes of one line
 * @param values    properties and entries of one message
 * @param textBytes bytes of a body file that holds a text, because JMS has texts in memory only; below 2 GiB
 * @param depth     levels of nesting in a line
 */
public record MessageLimits(int lineBytes, int values, long textBytes, int depth) {

    /** What the specification of the format allows: 64 MiB a line, a million values, 16 levels; texts of 256 MiB. */
    public static final MessageLimits DEFAULT = new MessageLimits(64 << 20, 1_000_000, 256L << 20, 16);

    public MessageLimits {
        if (lineBytes < 1 || values < 1 || textBytes < 1 || depth < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
        if (textBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("no text can have " + textBytes + " bytes");
        }
    }
}
