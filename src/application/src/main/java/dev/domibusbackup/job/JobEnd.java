package dev.domibusbackup.job;

import java.time.Instant;
import java.util.Map;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Audit;

/** What the end of every execution has in common: the last progress is published, the result logged and audited. */
@ApplicationScoped
public class JobEnd {

    private static final System.Logger LOG = System.getLogger(JobEnd.class.getName());

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

    @Inject
    private ProgressBoard progress;

    /** To be called by the job's listener, last. */
    void of(JobRecord job, JobContext context) {
        progress.close(job.id());
        String result = context.getBatchStatus() == BatchStatus.COMPLETED ? "ok"
                : catalog.problems(job.id()).stream()
                        .filter(problem -> problem.executionId() == context.getExecutionId())
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(ProblemRecord::problem).map(Problem::code).findFirst().orElse("failed");
        LOG.log(System.Logger.Level.INFO, "Job {0} {1}, execution {2}: {3} {4}", job.name(), job.id(),
                String.valueOf(context.getExecutionId()), context.getBatchStatus(), result);
        environment.repository().audit().append(new Audit.Entry(Instant.now(), job.requestedBy(),
                job.name() + ".end", job.id(), result,
                Map.of("status", context.getBatchStatus().name(), "set", String.valueOf(job.setId()))));
    }
}
