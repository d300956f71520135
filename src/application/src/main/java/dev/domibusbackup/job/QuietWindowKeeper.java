package dev.domibusbackup.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.job.restore.LeftFolders;
import dev.domibusbackup.monitor.Background;
import dev.domibusbackup.problem.JobProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.problem.RestoreWindowProblem;
import dev.domibusbackup.quiet.QuietWindowRecord;
import dev.domibusbackup.quiet.QuietWindowRecord.State;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.set.Audit;

/** Closes quiet windows that no running job will close: after a crash, by the operator's hand, after an upgrade. */
@ApplicationScoped
public class QuietWindowKeeper {

    /** Holder of the lock while a window is closed outside of a job. */
    private static final String CLOSING = "closing-of-the-quiet-window";
    /** The same while one is let go. */
    private static final String RELEASING = "release-of-the-quiet-window";
    /** The same while folders are brought back. */
    private static final String BRINGING_BACK = "bringing-back-of-folders";
    /** How long a request waits: shorter than what stands between us and the operator does. */
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final System.Logger LOG = System.getLogger(QuietWindowKeeper.class.getName());

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private JobCatalog catalog;

    @Inject
    private Background background;

    /**
     * Closes the window on the operator's word. A real Domibus takes minutes to start, and a request should not.
     *
     * @return whether it is closed; otherwise Domibus is still starting, and the closing goes on by itself
     * @throws ProblemException when none is open, when its job is running, when a restore has changed the installation
     *                          and has not ended, when a job holds queues paused for its restart, or when Domibus does
     *                          not come back
     */
    public boolean closeByHand(String user) {
        QuietWindowRecord window = environment.quietWindow().current()
                .orElseThrow(QuietProblem.NONE_OPEN::exception);
        lock.holder().filter(job -> job.equals(window.job())).ifPresent(job -> {
            throw QuietProblem.JOB_RUNNING.exception("job", job);
        });
        environment.quietWindow().refuseWhileChanged();
        environment.queuePauses().refuseWhileHeld();
        Future<?> closing = background.once(() -> close(window, user));
        try {
            closing.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Makes folders readable that a process left half swapped, before settings and configuration are read from them. A
     * job that holds the lock has done so itself.
     */
    void bringBackHalfSwapped() {
        LeftFolders left = new LeftFolders(environment.server());
        // whoever starts a job at this moment is not refused for nothing
        if (lock.holder().isPresent() || left.isEmpty()) {
            return;
        }
        lock.acquire(BRINGING_BACK);
        try {
            left.bringBackHalf();
        } finally {
            lock.release(BRINGING_BACK);
        }
    }

    /**
     * What is done once after the server's start: a window that the process before left open is closed, so that
     * Domibus comes back, unless the operator asked to hold it or a restore has begun to change the installation.
     */
    void recover() {
        Optional<QuietWindowRecord> left = environment.quietWindow().current();
        if (left.isEmpty()) {
            return;
        }
        QuietWindowRecord window = left.get();
        RuntimeException notNoted = attempt(() -> noteInterruption(window));
        bringBack(window);
        if (notNoted != null) {
            throw notNoted;
        }
    }

    /** Domibus comes back even when our own database does not; what went wrong is thrown after that. */
    private static RuntimeException attempt(Runnable act) {
        try {
            act.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void bringBack(QuietWindowRecord window) {
        if (window.owner().isAlive() && !window.owner().isSelf()) {
            LOG.log(System.Logger.Level.WARNING, "Quiet window {0} belongs to process {1}, which lives; left alone.",
                    window.id(), window.owner());
        } else if (window.isUndoneAfterCrash()) {
            LOG.log(System.Logger.Level.INFO, "Quiet window {0} was left open by process {1}; bringing Domibus back.",
                    window.id(), Long.toString(window.owner().pid()));
            close(window, "recovery");
        } else {
            LOG.log(System.Logger.Level.WARNING, "Domibus stays stopped in quiet window {0}: {1}", window.id(),
                    window.hindrance());
        }
    }

    /** Once for an execution, however often the recovery is tried. */
    private void noteInterruption(QuietWindowRecord window) {
        if (window.state() == State.HELD) {
            return;
        }
        catalog.find(window.job()).filter(job -> job.executionId() != null).ifPresent(job -> {
            boolean noted = catalog.problems(job.id()).stream()
                    .anyMatch(problem -> problem.executionId() == job.executionId()
                            && problem.problem().code().equals(JobProblem.INTERRUPTED.code()));
            if (!noted) {
                catalog.addProblem(job.id(), job.executionId(), null, Severity.ERROR,
                        JobProblem.INTERRUPTED.with("pid", window.owner().pid(), "job", job.id()));
                if (window.isChanged()) {
                    catalog.addProblem(job.id(), job.executionId(), null, Severity.ERROR, window.hindrance());
                }
            }
        });
    }

    /**
     * While an installation is half restored, Domibus is stopped again if somebody has started it, and its queues are
     * paused again. To be asked again and again, also while a job is at work.
     */
    void block() {
        List<String> woken = environment.quietWindow().blockAgain();
        Optional<QuietWindowRecord> changed = environment.quietWindow().current();
        if (woken.isEmpty() || changed.isEmpty()) {
            return;
        }
        QuietWindowRecord window = changed.get();
        Problem awake = RestoreWindowProblem.AWAKE.with("job", window.job(), "what", String.join(", ", woken));
        LOG.log(System.Logger.Level.ERROR, "Quiet window {0}: {1}", window.id(), awake);
        catalog.find(window.job()).filter(job -> job.executionId() != null).ifPresent(
                job -> catalog.addProblem(job.id(), job.executionId(), null, Severity.ERROR, awake));
        environment.repository().audit().append(new Audit.Entry(Instant.now(), "recovery", "quiet-window.block",
                window.id(), awake.code(), Map.of("job", window.job(), "found", String.join(", ", woken))));
    }

    /** Lets go of a held window when the operator has started Domibus himself. */
    void release() {
        if (environment.queuePauses().current().isPresent()) {
            // an import fills queues that this would resume: it comes first
            return;
        }
        boolean runs = environment.quietWindow().current()
                .filter(window -> !window.isChanged())
                .filter(window -> environment.server().state(window.domibus().name()) == DeploymentState.RUNNING)
                .isPresent();
        if (!runs || lock.holder().isPresent()) {
            // a job at work must end first; this is asked again and again
            return;
        }
        lock.acquire(RELEASING);
        try {
            releaseUnderLock();
        } finally {
            lock.release(RELEASING);
        }
    }

    /** No job may begin to hold queues paused meanwhile. */
    private void releaseUnderLock() {
        if (environment.queuePauses().current().isPresent()) {
            return;
        }
        environment.quietWindow().releaseIfDomibusRuns(Optional.empty()).ifPresent(window -> {
            LOG.log(System.Logger.Level.INFO, "Domibus runs again; quiet window {0} is let go.", window.id());
            audit("recovery", window, "ok");
        });
    }

    /** Under the lock, so that no job opens what is being closed. */
    private void close(QuietWindowRecord window, String user) {
        lock.acquire(CLOSING);
        try {
            environment.quietWindow().close();
            audit(user, window, "ok");
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.ERROR, "Quiet window {0}: {1}", window.id(), e.problem());
            audit(user, window, e.problem().code());
            throw e;
        } finally {
            lock.release(CLOSING);
        }
    }

    private void audit(String user, QuietWindowRecord window, String result) {
        environment.repository().audit().append(new Audit.Entry(Instant.now(), user, "quiet-window.close",
                window.id(), result, Map.of("job", String.valueOf(window.job()))));
    }
}
