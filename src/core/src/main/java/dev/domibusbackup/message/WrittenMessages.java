package dev.domibusbackup.message;

import java.util.Map;

/**
 * What a writer has written so far.
 *
 * @param messages     messages
 * @param uncompressed bytes of the lines
 * @param compressed   bytes of the message file; complete up to here after a checkpoint
 * @param bodyFiles    number of body files
 * @param bodyBytes    bytes in them
 * @param perKind      messages of each kind; kinds without messages are missing
 */
public record WrittenMessages(long messages, long uncompressed, long compressed, long bodyFiles, long bodyBytes,
                              Map<Body.Kind, Long> perKind) {

    public WrittenMessages {
        perKind = Map.copyOf(perKind);
    }
}
