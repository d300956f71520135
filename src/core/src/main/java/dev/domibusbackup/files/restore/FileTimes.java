package dev.domibusbackup.files.restore;

/** Which modification times restored files get, where Domibus removes files by their age. */
public enum FileTimes {
    /** Those they had. */
    KEEP,
    /** Those of the restore. */
    REFRESH
}
