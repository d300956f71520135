package dev.domibusbackup.catalog;

/**
 * Where the import of a queue goes on.
 *
 * @param done      what became of the messages before the position
 * @param againFrom position from which on non-persistent messages are sent once more, because the broker that had them
 *                  ended; the position itself if there are none
 */
public record ImportStart(ImportTally done, long againFrom) {

    /** How many messages of the file are done with. */
    public long position() {
        return done.position();
    }

    /** From what is noted. */
    public static ImportStart of(ImportTally done, NonPersistentSent nonPersistent) {
        return new ImportStart(done, nonPersistent.againFrom() == null ? done.position() : nonPersistent.againFrom());
    }
}
