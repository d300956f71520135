package dev.domibusbackup.job.backup;

/** The operator asked the job to stop; no failure. */
public class StopRequested extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
