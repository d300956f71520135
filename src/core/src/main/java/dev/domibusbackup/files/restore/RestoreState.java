package dev.domibusbackup.files.restore;

/** How far a restore of files came. */
public enum RestoreState {
    /** Nothing was done. */
    NEW,
    /** Folders are being unpacked beside those that are there; nothing was replaced. */
    STAGING,
    /** All is unpacked; nothing is replaced. */
    STAGED,
    /** Some may be replaced, some not: to be swapped on, or undone. */
    SWAPPING,
    /** All is replaced; the old is kept. */
    SWAPPED,
    /** Some of the old may be back, some not: to be brought back on. */
    BRINGING_BACK,
    /** All of the old is in place; what was unpacked is being removed. */
    DISCARDING,
    /** All is as it was before. */
    UNDONE,
    /** The old is being removed; there is no way back. */
    COMMITTING,
    /** Done, the old is gone. */
    COMMITTED;

    /** Whether nothing is left to be done. */
    public boolean hasEnded() {
        return this == NEW || this == UNDONE || this == COMMITTED;
    }

    /** Whether some of what is in place may be of the set. */
    public boolean mayHaveReplaced() {
        return this == SWAPPING || this == SWAPPED || this == BRINGING_BACK;
    }
}
