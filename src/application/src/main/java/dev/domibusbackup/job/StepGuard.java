package dev.domibusbackup.job;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/**
 * Runs the work of a step and notes why it failed, in the catalogue and in the log, before the batch runtime sees the
 * exception and knows no more than that there was one.
 */
@ApplicationScoped
public class StepGuard {

    private static final System.Logger LOG = System.getLogger(StepGuard.class.getName());

    private final AtomicInteger atWork = new AtomicInteger();

    @Inject
    private JobCatalog catalog;

    /** What has to be done at a job's end; why it failed is noted, and the end of the job goes on. */
    public void note(String job, long execution, String step, Runnable work) {
        try {
            work.run();
        } catch (ProblemException e) {
            note(job, execution, step, e);
        }
    }

    private void note(String job, long execution, String step, ProblemException e) {
        for (Problem problem : e.problems()) {
            LOG.log(System.Logger.Level.ERROR, "Job {0}, step {1}: {2}", job, step, problem);
            catalog.addProblem(job, execution, step, Severity.ERROR, problem);
        }
    }

    /**
     * Runs a piece of work.
     *
     * @param otherwise what is returned when the operator asked to stop
     */
    public <T> T run(String job, long execution, String step, Callable<T> work, T otherwise) {
        atWork.incrementAndGet();
        try {
            return guarded(job, execution, step, work, otherwise);
        } finally {
            atWork.decrementAndGet();
        }
    }

    /** Does what belongs to the end of a job, after its last step: it counts as work too. */
    void atEnd(Runnable work) {
        atWork.incrementAndGet();
        try {
            work.run();
        } finally {
            atWork.decrementAndGet();
        }
    }

    /** Whether a piece of work is being done. */
    boolean isAtWork() {
        return atWork.get() > 0;
    }

    private <T> T guarded(String job, long execution, String step, Callable<T> work, T otherwise) {
        try {
            return work.call();
        } catch (StopRequested e) {
            catalog.addProblem(job, execution, step, Severity.ERROR, JobProblem.STOPPED.with("step", step, "job", job));
            return otherwise;
        } catch (ProblemException e) {
            note(job, execution, step, e);
            throw e;
        } catch (Exception e) {
            Problem problem = JobProblem.UNEXPECTED.with("step", step, "reason", e.getClass().getName());
            LOG.log(System.Logger.Level.ERROR, "Job " + job + ": " + problem, e);
            catalog.addProblem(job, execution, step, Severity.ERROR, problem);
            throw new ProblemException(problem, e);
        }
    }
}
