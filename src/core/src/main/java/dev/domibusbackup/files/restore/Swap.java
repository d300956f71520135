package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;

import java.io.IOException;

/** The swapping of one target. Everything can be killed and called again. */
interface Swap {

    /** Unpacks beside what is there, and brings it to the disk; away with what an earlier try left. */
    void stage(ArchiveCheck.Opener opener) throws IOException;

    /** Puts the new in place; only what is staged. */
    void forward() throws IOException;

    /** Brings the old back, and the new to where it was staged; only what was staged. */
    void backward() throws IOException;

    /** Removes the old. */
    void commit() throws IOException;

    /** Removes what was staged. */
    void discard() throws IOException;
}
