package dev.domibusbackup.job;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
    /** Executions whose end the batch runtime awaits. */
    private final Set<Long> stopping = ConcurrentHashMap.newKeySet();

    @Inject
    private JobCatalog catalog;

    @Inject
    private Environment environment;

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

    /** To be called when the batch runtime asks an execution to stop, before its work is told. */
    void stops(long execution) {
        stopping.add(execution);
    }

    /** To be called at the end of an execution. */
    void ended(long execution) {
        stopping.remove(execution);
    }

    /**
     * Runs a piece of work, unless we are being undeployed.
     *
     * @param otherwise what is returned when the operator asked to stop
     * @throws ProblemException why it failed; also when it was cut off and the batch runtime knows of no stop: that
     *                          takes a step that returns for complete, and runs the next
     */
    public <T> T run(String job, long execution, String step, Callable<T> work, T otherwise) {
        atWork.incrementAndGet();
        try {
            return guarded(job, execution, step, work, otherwise);
        } finally {
            atWork.decrementAndGet();
        }
    }

    /** Does what belongs to the end of a job, even when we are being undeployed: it counts as work too. */
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
            if (environment.isLeaving()) {
                throw new StopRequested();
            }
            return work.call();
        } catch (StopRequested e) {
            Problem problem = whyStopped(execution).with("step", step, "job", job);
            LOG.log(System.Logger.Level.WARNING, "Job {0}: {1}", job, problem);
            catalog.addProblem(job, execution, step, Severity.ERROR, problem);
            if (problem.code().equals(JobProblem.STOPPED.code())) {
                return otherwise;
            }
            throw new ProblemException(problem, e);
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

    private JobProblem whyStopped(long execution) {
        if (environment.isLeaving()) {
            return JobProblem.UNDEPLOYED;
        }
        return stopping.contains(execution) ? JobProblem.STOPPED : JobProblem.CUT_OFF;
    }
}
