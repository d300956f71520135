package dev.domibusbackup.job;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.JobRecord;
import dev.domibusbackup.catalog.ProblemRecord;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Json;

/**
 * The executions of one kind of job that this process runs.
 *
 * @param <T> what the steps of one execution share
 */
abstract class Runs<T> {

    private final Map<Long, T> runs = new ConcurrentHashMap<>();

    @Inject
    private JobCatalog catalog;

    @Inject
    private ProgressBoard progress;

    /** Begins what the steps of an execution share. */
    protected abstract T begin(JobRecord job, long execution);

    /** The run of an execution; begun if it is new. */
    T of(JobRecord job, long execution) {
        return runs.computeIfAbsent(execution, id -> begin(job, execution));
    }

    /** The run of an execution, if it has begun here. */
    Optional<T> find(long execution) {
        return Optional.ofNullable(runs.get(execution));
    }

    /** Forgets an execution. */
    Optional<T> end(long execution) {
        return Optional.ofNullable(runs.remove(execution));
    }

    protected JobCatalog catalog() {
        return catalog;
    }

    protected <S, R> Notebook<S, R> notebook(JobRecord job, long execution) {
        return new CatalogNotebook<>(job.id(), execution, catalog, progress);
    }

    /** What earlier executions of the job have warned of. */
    protected List<Problem> warnedBefore(JobRecord job) {
        return catalog.problems(job.id()).stream().filter(problem -> problem.severity() == Severity.WARNING)
                .map(ProblemRecord::problem).toList();
    }

    /** What a job remembers from its executions. */
    static <S> S state(JobRecord job, Class<S> type, S none) {
        if (job.state() == null) {
            return none;
        }
        try {
            return Json.mapper().readValue(job.state(), type);
        } catch (IOException e) {
            throw new IllegalStateException("the stored state of job " + job.id() + " is damaged", e);
        }
    }
}
