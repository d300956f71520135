package dev.domibusbackup.server.tomee;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import jakarta.batch.runtime.BatchStatus;

import org.apache.batchee.container.services.JobStatusManagerService;
import org.apache.batchee.container.services.ServicesManager;
import org.apache.batchee.spi.PersistenceManagerService;

/**
 * BatchEE's own record of executions. It knows nothing of a JVM that died: what it ran stays "started", and a restart
 * is refused for it.
 */
final class BatchRepository {

    private static final Set<BatchStatus> RUNNING =
            EnumSet.of(BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING);

    /** Notes an execution as failed that nobody runs any more; nothing if it is not noted as running. */
    void end(long execution, String exitStatus) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // BatchEE finds the services of an application by its class loader
        thread.setContextClassLoader(BatchRepository.class.getClassLoader());
        try {
            ServicesManager services = ServicesManager.find();
            PersistenceManagerService persistence = services.service(PersistenceManagerService.class);
            if (RUNNING.contains(persistence.jobOperatorGetJobExecution(execution).getBatchStatus())) {
                persistence.updateWithFinalExecutionStatusesAndTimestamps(execution, BatchStatus.FAILED, exitStatus,
                        Timestamp.from(Instant.now()));
                services.service(JobStatusManagerService.class).updateJobBatchStatus(
                        persistence.getJobInstanceIdByExecutionId(execution), BatchStatus.FAILED);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
