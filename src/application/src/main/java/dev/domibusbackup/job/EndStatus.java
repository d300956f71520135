package dev.domibusbackup.job;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;

/**
 * The status that a job ends with, as its listener sees it. BatchEE says COMPLETED and STOPPED only after the listener
 * has ended, and STARTED and STOPPING until then; JBeret says them before. FAILED is said before by both.
 */
final class EndStatus {

    private EndStatus() {
    }

    static BatchStatus of(JobContext context) {
        return switch (context.getBatchStatus()) {
            case STARTING, STARTED -> BatchStatus.COMPLETED;
            case STOPPING -> BatchStatus.STOPPED;
            default -> context.getBatchStatus();
        };
    }
}
