package dev.domibusbackup.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.monitor.EndedJob;
import dev.domibusbackup.monitor.JobWatch;
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

    @Inject
    private JobWatch watch;

    /** To be called by the job's listener, last. */
    void of(JobRecord job, JobContext context) {
        progress.close(job.id());
        String result = EndStatus.of(context) == BatchStatus.COMPLETED ? "ok"
                : error(job, context).map(Problem::code).orElse("failed");
        LOG.log(System.Logger.Level.INFO, "Job {0} {1}, execution {2}: {3} {4}", job.name(), job.id(),
                String.valueOf(context.getExecutionId()), EndStatus.of(context), result);
        environment.repository().audit().append(new Audit.Entry(Instant.now(), job.requestedBy(),
                job.name() + ".end", job.id(), result,
                Map.of("status", EndStatus.of(context).name(), "set", String.valueOf(job.setId()))));
    }

    /**
     * How an execution has ended, for who watches. The batch status decides; what cannot be read of problem and set is
     * left out, because an exception would make a completed job a failed one.
     */
    EndedJob outcome(JobRecord job, JobContext context) {
        boolean completed = EndStatus.of(context) == BatchStatus.COMPLETED;
        String error = completed ? null
                : look(job, () -> error(job, context)).map(Problem::toString).orElse(null);
        boolean warned = completed && look(job, () -> catalog.problems(job.id()).stream()
                .filter(problem -> problem.severity() == Severity.WARNING).findFirst()).isPresent();
        EndedJob.Outcome outcome = switch (EndStatus.of(context)) {
            case COMPLETED -> warned ? EndedJob.Outcome.COMPLETED_WITH_WARNINGS : EndedJob.Outcome.COMPLETED;
            case STOPPED -> EndedJob.Outcome.STOPPED;
            default -> EndedJob.Outcome.FAILED;
        };
        String set = look(job, () -> catalog.find(job.id()).map(JobRecord::setId)).orElse(job.setId());
        return new EndedJob(job.id(), job.name(), job.requestedBy(), context.getExecutionId(), outcome, set, error,
                Instant.now());
    }

    private static <T> Optional<T> look(JobRecord job, Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The end of job " + job.id() + " is announced without details", e);
            return Optional.empty();
        }
    }

    /**
     * Tells who watches, from memory alone; to be called when the job has no lock any more, so that he may start the
     * next one. Never throws: the job has ended as it has.
     */
    void announce(EndedJob ended) {
        try {
            watch.ended(ended);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The end of job " + ended.id() + " could not be announced", e);
        }
    }

    private Optional<Problem> error(JobRecord job, JobContext context) {
        return catalog.problems(job.id()).stream()
                .filter(problem -> problem.executionId() == context.getExecutionId())
                .filter(problem -> problem.severity() == Severity.ERROR).map(ProblemRecord::problem).findFirst();
    }
}
