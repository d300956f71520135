package dev.domibusbackup.monitor;

/** What is shown besides the jobs. */
public interface Sights {

    /** Whether the server has ended its start; before that nothing may be asked of it. */
    boolean isServerUp();

    /**
     * Looks at the installation. May take long: the server's management model is asked. What cannot be found out is a
     * problem in the summary.
     */
    InstallationSummary installation();

    /** The quiet window, from its record on disk. Never throws. */
    QuietWindowSummary quietWindow();
}
