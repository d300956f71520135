package dev.domibusbackup.files;

/** Whether the tree that is read may change meanwhile. */
public enum ArchiveMode {

    /** Nothing writes: what changes or vanishes while it is read is a problem. */
    QUIET,

    /** The tree is in use: what vanishes is left out, what changes is noted and must be taken again. */
    WARM
}
