package dev.domibusbackup.quiet;

/** Is told when a quiet window is opened and closed. What it does must be quick, and must not throw. */
public interface QuietWindowListener {

    /** Nobody listens. */
    QuietWindowListener NONE = new QuietWindowListener() {
    };

    /** The intent is on disk; Domibus is about to be stopped. Not told again of a window that a job goes on with. */
    default void opened(QuietWindowRecord window) {
    }

    /** The record is gone: everything is undone. */
    default void closed(QuietWindowRecord window) {
    }
}
