package dev.domibusbackup.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;

/**
 * Executions that a process left as running when it died. Some batch runtimes restart such a one, others refuse until
 * their own repository says that it has ended.
 */
@ApplicationScoped
public class LeftExecutions {

    /** Exit status of an execution that was noted as failed by us. */
    static final String EXIT_STATUS = "INTERRUPTED";

    private static final int NEWEST = 500;
    private static final System.Logger LOG = System.getLogger(LeftExecutions.class.getName());

    @Inject
    private JobCatalog catalog;

    @Inject
    private JobStates states;

    @Inject
    private Environment environment;

    /** All of them, so that the server's own console shows what is and can restart them too. */
    void end() {
        catalog.newestFirst(0, NEWEST).stream().filter(job -> states.of(job) == JobState.INTERRUPTED)
                .forEach(this::end);
    }

    /** That of one job, before it is restarted; nothing if its process lives. */
    void end(JobRecord job) {
        if (job.executionId() != null && states.of(job) == JobState.INTERRUPTED) {
            environment.server().endLeftExecution(job.executionId(), EXIT_STATUS);
            LOG.log(System.Logger.Level.INFO, "Execution {0} of job {1} was interrupted by the end of its server.",
                    Long.toString(job.executionId()), job.id());
        }
    }
}
