package dev.domibusbackup.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.problem.Problem;

/**
 * One execution of a job that keeps a state: what its steps share with those of other such jobs.
 *
 * @param <S> what must be known again after a restart
 * @param <R> what the job did so far, for who watches
 */
public abstract class JobRun<S, R> {

    private final Start start;
    private final Notebook<S, R> notebook;
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final List<Problem> warnings = new ArrayList<>();
    private S state;

    /**
     * Who began the job, and when.
     *
     * @param job       UUID of the job
     * @param user      who asked for it
     * @param createdAt when
     */
    public record Start(String job, String user, Instant createdAt) {
    }

    protected JobRun(Start start, S state, Notebook<S, R> notebook) {
        this.start = start;
        this.state = state;
        this.notebook = notebook;
    }

    public Start start() {
        return start;
    }

    /** UUID of the job. */
    public String job() {
        return start.job();
    }

    public Progress progress(String task, String unit) {
        return notebook.progress(task, unit);
    }

    /** Tells the operator once, however often a restarted job finds it again. */
    public void warn(Problem warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
            notebook.warning(warning);
        }
    }

    /** What earlier executions of the job have warned of. */
    public void warnedBefore(List<Problem> earlier) {
        warnings.addAll(earlier);
    }

    public S state() {
        return state;
    }

    /** Keeps the state durably. */
    public void remember(S now) {
        notebook.remember(now);
        state = now;
    }

    /** Publishes what was done so far. */
    protected void publish(R report) {
        notebook.report(report);
    }

    /** Asks the run to end as soon as it can. */
    public void stop() {
        stopRequested.set(true);
    }

    public boolean isStopRequested() {
        return stopRequested.get();
    }

    /** Leaves the piece of work at hand when the operator asked to stop. */
    public void checkStop() {
        if (isStopRequested()) {
            throw new StopRequested();
        }
    }
}
